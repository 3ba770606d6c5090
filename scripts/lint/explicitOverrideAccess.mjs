// An ESLint rule: a call of the Local API says whether it asks for access (house rule 3), itself or by an
// object that it spreads. Without it Payload asks nobody.
import ts from 'typescript'

const METHODS =
  /^(?:auth|count(?:Versions|GlobalVersions)?|create|delete|duplicate|find(?:ByID|Distinct|Global|GlobalVersionByID|GlobalVersions|VersionByID|Versions)?|resetPassword|restore(?:Version|GlobalVersion)|unlock|update(?:Global)?)$/

const isPayload = (node) =>
  (node.type === 'Identifier' && node.name === 'payload') ||
  (node.type === 'MemberExpression' && !node.computed && node.property.name === 'payload')

const isLocalApiCall = ({ callee }) =>
  callee.type === 'MemberExpression' &&
  !callee.computed &&
  METHODS.test(callee.property.name) &&
  isPayload(callee.object)

const saysItself = (argument) =>
  argument.type === 'ObjectExpression' &&
  argument.properties.some(
    ({ key, type }) =>
      type === 'Property' && (key.name === 'overrideAccess' || key.value === 'overrideAccess'),
  )

/** By its type: an object that may leave it out says nothing. */
const saysByType = (context, argument) => {
  const services = context.sourceCode.parserServices
  if (!services?.program) return false
  const said = services.getTypeAtLocation(argument).getProperty('overrideAccess')
  return said !== undefined && (said.flags & ts.SymbolFlags.Optional) === 0
}

const isPlain = (argument) =>
  argument.type === 'ObjectExpression' &&
  argument.properties.every(({ type }) => type === 'Property')

export const explicitOverrideAccess = {
  create: (context) => ({
    CallExpression(node) {
      if (!isLocalApiCall(node)) return
      const [argument] = node.arguments
      if (argument !== undefined && saysItself(argument)) return
      const isSaid = argument !== undefined && !isPlain(argument) && saysByType(context, argument)
      if (!isSaid) context.report({ messageId: 'silent', node })
    },
  }),
  meta: {
    messages: { silent: 'Write overrideAccess explicitly.' },
    schema: [],
    type: 'problem',
  },
}
