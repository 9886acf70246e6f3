/** `7`, `7:00`, `700` or `7.00` as `07:00`; what is no time of day stays as it is typed. */
export function readTimeOfDay(text: string): string {
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return text.trim();
  return `${hours.padStart(2, '0')}:${minutes}`;
}
