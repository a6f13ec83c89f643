/** An e-mail address as it is compared: without blanks around it, in lower case; null when nothing is left. */
export function emailKey(email: string): string | null {
  const key = email.trim().toLowerCase();
  return key === '' ? null : key;
}

/** The id of the customer record that stands for all guest orders of one e-mail address. */
export function guestCustomerId(key: string): string {
  return `guest:${key}`;
}
