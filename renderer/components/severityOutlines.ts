import type { Severity } from '../../shared/severity.ts';

/** Octagon, triangle, diamond, circle on a 16 px grid, as SVG paths. */
export const severityOutlines: Record<Severity, string> = {
  critical: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z',
  high: 'M8 1.2a1 1 0 0 1 .88.52l6 11.3A1 1 0 0 1 14 14.5H2a1 1 0 0 1-.88-1.48l6-11.3A1 1 0 0 1 8 1.2z',
  medium: 'M8 1.2 14.8 8 8 14.8 1.2 8z',
  low: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
};

/** The exclamation mark, to be cut out of the shape, so that any ground shows through. */
export const severityMarks: Partial<Record<Severity, string>> = {
  critical: 'M7.1 4h1.8l-.25 5h-1.3zM7.05 10.4h1.9v1.7h-1.9z',
  high: 'M7.15 5.4h1.7L8.6 9.9H7.4zM7.1 10.9h1.8v1.6H7.1z',
};
