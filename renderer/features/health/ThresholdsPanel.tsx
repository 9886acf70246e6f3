import type { Diagnostics, ThresholdInForce } from '../../../shared/diagnostics.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { severities } from '../../../shared/severity.ts';
import { Panel } from '../../components/Panel.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import table from '../../components/Table.module.css';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { rulePath } from '../rules/rulePath.ts';
import { valueAt } from '../setup/settingPath.ts';
import { limitRows } from '../setup/thresholdFields.ts';
import styles from './cells.module.css';
import { StepLink } from './StepLink.tsx';
import pair from './ThresholdsPanel.module.css';

/** From where on something counts as wrong, and who set that. */
export function ThresholdsPanel({ diagnostics }: { diagnostics: Diagnostics }) {
  const { thresholds, ownRules } = diagnostics;
  return (
    <Panel
      title="Thresholds in force"
      hint={ownRulesWords(ownRules)}
      actions={
        <>
          <StepLink step={{ label: 'Setup → Detection', to: `${pathOf.setup}#detection` }} />
          <StepLink step={{ label: 'Rules', to: pathOf.rules }} />
          <StepLink step={{ label: 'Learning', to: pathOf.learning }} />
        </>
      }
    >
      <div className={pair.pair}>
        <EngineLimits diagnostics={diagnostics} />
        <MetricLimits thresholds={thresholds} />
      </div>
    </Panel>
  );
}

function EngineLimits({ diagnostics: { settings, overrides } }: { diagnostics: Diagnostics }) {
  return (
    <table className={table.table} data-narrow="4" aria-label="Limits of the detection engine">
      <thead>
        <tr>
          <th scope="col">{settings.engine.enabled ? 'Detector' : 'Detector (off)'}</th>
          {severities.map((severity) => (
            <th key={severity} scope="col" className={table.number}>
              <SeverityMark severity={severity} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {limitRows.map(({ label, unit, fields }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {severities.map((severity) => (
              <td key={severity} className={table.number} data-label={severity}>
                {limitText(valueAt(settings, fields[severity].path), unit)}
                <SetBy variable={overrides[fields[severity].path] ?? null} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ownRulesWords({ metric, sql, off }: Diagnostics['ownRules']): string {
  const parts = [`${metric} over metrics`, `${sql} over SQL`, ...(off > 0 ? [`${off} off`] : [])];
  return metric + sql + off === 0 ? 'no rules of your own' : `and rules of your own: ${parts.join(', ')}`;
}

const limitText = (limit: unknown, unit: string) => (typeof limit === 'number' ? `${limit} ${unit}` : '–');

const kinds: Record<ThresholdInForce['kind'], string> = {
  above: 'above',
  below: 'below',
  aboveBaseline: 'above usual by',
};

function MetricLimits({ thresholds }: { thresholds: readonly ThresholdInForce[] }) {
  const format = useValueFormat();
  return (
    <table className={table.table} aria-label="Limits of metrics">
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">Told as</th>
          <th scope="col">Limit</th>
          <th scope="col" className={table.number}>
            Cooldown
          </th>
        </tr>
      </thead>
      <tbody>
        {thresholds.map((rule) => (
          <tr key={rule.metric} className={rule.enabled ? undefined : styles.off}>
            <th scope="row">
              <Link to={rulePath(rule.metric)}>{rule.title}</Link>
            </th>
            <td>{rule.enabled ? <SeverityMark severity={rule.severity} /> : 'off'}</td>
            <td data-label="Limit">
              {kinds[rule.kind]} {format.value(rule.limit, rule.unit)}
              <SetBy variable={rule.limitBy} />
            </td>
            <td className={table.number} data-label="Cooldown">
              {formatDuration(rule.cooldownMinutes * 60_000)}
              <SetBy variable={rule.cooldownBy} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SetBy({ variable }: { variable: string | null }) {
  return variable === null ? null : <span className={styles.by}>{variable}</span>;
}
