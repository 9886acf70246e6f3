/** What a scenario does to the platform behind the shop. What is not named stays as it is. */
export interface PlatformChange {
  /** The warehouse's disk is this full when the change has gone on for five minutes, percent. */
  diskFillsTo?: number;
  /** The warehouse's disk fills by so many points an hour. */
  diskRisesPerHour?: number;
  /** Of calls to the database that fail, percent. */
  rpcErrorPercent?: number;
  /** A model drifts, and treats groups differently. */
  modelDrifts?: boolean;
  /** The catalogue can no longer be read: the job that copies it fails. */
  catalogueUnreadable?: boolean;
  /** Pipeline errors a minute beside the usual ones. */
  errorsPerMinute?: number;
}
