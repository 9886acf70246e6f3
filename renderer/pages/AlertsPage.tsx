import { AlertTable } from '../features/alerts/AlertTable.tsx';

/** Every alert there is, to search and to sort. */
export function AlertsPage() {
  return (
    <>
      <h1 className="visuallyHidden">Alerts</h1>
      <AlertTable />
    </>
  );
}
