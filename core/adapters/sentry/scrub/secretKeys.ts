const secretWord =
  /\b(pass|pwd|pin|otp|cvv|cvc|jwt|dsn|csrf|xsrf|auth|bearer|signature|tokens?|sessions?|sid|(api|access|private|secret|signing|encryption|master|account|storage|subscription) ?keys?)\b/;
const secretPart =
  /password|passwd|passphrase|secret|credential|authorization|cookie|apikey|accesskey|privatekey|accesstoken|authtoken|refreshtoken|idtoken|sessionid|sessid|sessiontoken/;
const personalWord =
  /\b(e ?mail|mail|phone|telephone|mobile|cell|fax|ssn|iban|passport|dob|birth ?(day|date)|(first|last|full|given|family|middle) ?name|surname|street|ip|ip ?address)\b/;
const amountWord = /\b(tokens|count|total|length|size|limit|max|min|ms|seconds|minutes)$/;

/** Whether what stands under this key is a secret, by the words of the key in any spelling. */
export function isSecretKey(key: string): boolean {
  const words = wordsOf(key);
  return secretWord.test(words) || secretPart.test(words.replaceAll(' ', ''));
}

/** Whether it is about a person and nothing else. */
export function isPersonalKey(key: string): boolean {
  return personalWord.test(wordsOf(key));
}

/** Whether a number under a key such as `prompt_tokens` or `sessionCount` only says how many. */
export function isAmountKey(key: string): boolean {
  return amountWord.test(wordsOf(key));
}

function wordsOf(key: string): string {
  return key
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z]+/g, ' ')
    .toLowerCase()
    .trim();
}
