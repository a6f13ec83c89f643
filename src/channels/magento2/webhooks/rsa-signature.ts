import { createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import { unauthenticated } from '../../kit/webhook-error.js';

/** Reads a public key; a PEM in an environment variable often has its line ends spelled `\n`. */
function readKey(pem: string, name: string): KeyObject {
  try {
    return createPublicKey(pem.replaceAll('\\n', '\n'));
  } catch {
    throw unauthenticated(`The secret ${name} is not a public key in PEM`);
  }
}

/** A public key by the name of its secret. */
export interface NamedKey {
  name: string;
  pem: string | undefined;
}

/** Whether the base64 signature is that of the data under the key, RSA with SHA-256. @throws `webhook_unauthenticated` without a key */
export function hasRsaSignature(data: Uint8Array | string, signature: string, { name, pem }: NamedKey): boolean {
  if (pem === undefined || pem === '') throw unauthenticated(`The profile has no secret ${name}`);
  const key = readKey(pem, name);
  if (key.asymmetricKeyType !== 'rsa') throw unauthenticated(`The secret ${name} is not an RSA key`);
  return createVerify('SHA256').update(data).verify(key, signature, 'base64');
}
