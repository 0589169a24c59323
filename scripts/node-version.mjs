// Runs before anything is installed, on any Node: only old syntax and no imports here.

/**
 * Whether the build tools run on a version such as '20.19.0'.
 * @param {string} version
 */
export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/** Ends the program with one line when this Node is too old. */
export function requireNode() {
  const { node } = process.versions;
  if (isSupported(node)) return;
  console.error(`Matinée needs Node 20.19, 22.12 or newer; this is ${node}. See https://nodejs.org.`);
  process.exit(1);
}
