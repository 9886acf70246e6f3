/** What stands where something was taken out. Kept when a text is scrubbed again. */
export const placeholder = {
  secret: '[removed]',
  token: '[token]',
  email: '[email]',
  address: '[ip]',
  card: '[card]',
  phone: '[phone]',
  user: '[user]',
} as const;
