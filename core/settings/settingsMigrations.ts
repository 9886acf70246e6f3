import { Settings } from '../../shared/settings.ts';
import { Severity, severities, severityRank } from '../../shared/severity.ts';
import { isTree, valueAt, withValueAt } from './settingsPath.ts';

type Document = Record<string, unknown>;

/** The version of the document that is written now. */
export const settingsVersion = 2;

/** A document as the current version would have written it; one of a newer version comes back as it is. */
export function migrateSettings(document: Document): Document {
  const migrate = migrations[settingsVersionOf(document)];
  return migrate ? migrateSettings(migrate(document)) : document;
}

/** Watchkeeper has always written the version; a document without one was written by hand, as version 1 had it. */
export function settingsVersionOf(document: Document): number {
  return typeof document.version === 'number' ? document.version : 1;
}

/** Turns a document of version N into one of version N + 1. */
const migrations: Record<number, (document: Document) => Document> = {
  1: (document) => ({ ...withPopUps(document), version: 2 }),
};

/**
 * Until version 1 `notifications.minSeverity` said what a person was bothered with at all. Since then it speaks of channels
 * alone and each severity pops up by a switch of its own: those are set so that nobody hears of more or less than before.
 */
function withPopUps(document: Document): Document {
  const minimum = Severity.safeParse(valueAt(document, 'notifications.minSeverity'));
  if (!minimum.success) return document;
  const usual = Settings.parse({}).popUps.severities;
  return severities.reduce((migrated, severity) => {
    const path = `popUps.severities.${severity}`;
    const popsUp = severityRank(severity) >= severityRank(minimum.data);
    const chosen = valueAt(migrated, path) !== undefined || !mayHold(migrated, path);
    return chosen || popsUp === usual[severity] ? migrated : withValueAt(migrated, path, popsUp);
  }, document);
}

/** Something that is no branch on the way is left for a person to see and mend. */
function mayHold(document: Document, path: string): boolean {
  const keys = path.split('.').slice(0, -1);
  return keys.every((_, depth) => {
    const branch = valueAt(document, keys.slice(0, depth + 1).join('.'));
    return branch === undefined || isTree(branch);
  });
}
