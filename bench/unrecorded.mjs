// Loaded before a server that measures what recording costs; nothing else can switch it off.
globalThis[Symbol.for('caseload.unrecorded')] = true
