import type { MatchSubject } from '../../../shared/delivery/matcher.ts';

/** What a matcher or a group looks at: `severity`, `type`, `source`, or else a label, empty where there is none. */
export function subjectValue(subject: MatchSubject, name: string): string {
  if (name === 'severity') return subject.severity;
  if (name === 'type') return subject.type;
  if (name === 'source') return subject.source;
  return Object.hasOwn(subject.labels, name) ? (subject.labels[name] ?? '') : '';
}
