import { Switch } from '@base-ui/react/switch';
import { Play, RotateCcw, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Settings } from '../../../../shared/settings.ts';
import type { thresholdRules } from '../../../../shared/signals/thresholdRules.ts';
import { Button } from '../../../components/Button.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { SeverityMark } from '../../../components/SeverityMark.tsx';
import control from '../../setup/FieldControl.module.css';
import { NumberInput } from '../NumberInput.tsx';
import { TrialOutcome } from '../trial/TrialOutcome.tsx';
import { useRuleTrial } from '../trial/useRuleTrial.ts';
import type { RulesEditor } from '../useRulesEditor.ts';
import { unitMark } from '../words/unitWords.ts';
import styles from './LimitsPanel.module.css';
import { SetBy } from './SetBy.tsx';

type BuiltInRule = (typeof thresholdRules)[number];
type Setting = Settings['metrics']['thresholds'][BuiltInRule['metric']];

interface LimitRowProps {
  rule: BuiltInRule;
  editor: RulesEditor;
  /** The address leads to it. */
  asked: boolean;
}

const comparisons: Record<BuiltInRule['kind'], string> = {
  above: 'above',
  below: 'below',
  aboveBaseline: 'above usual by',
};

/** A built-in rule: on or off, its limit and cooldown beside their defaults, and what they would have done. */
export function LimitRow({ rule, editor, asked }: LimitRowProps) {
  const { metric, title, kind, unit, severity } = rule;
  const { view, value, problems, change } = editor;
  const id = useId();
  const row = useRef<HTMLTableRowElement>(null);
  const askedAtFirst = useRef(asked);
  useEffect(() => {
    if (!askedAtFirst.current) return;
    // The page goes to its own top first.
    const frame = requestAnimationFrame(() => {
      row.current?.scrollIntoView({ block: 'center' });
      row.current?.querySelector<HTMLInputElement>('input[inputmode]:enabled')?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, []);

  const path = `metrics.thresholds.${metric}`;
  const setting = value.thresholds[metric];
  const fallback = view.defaults.metrics.thresholds[metric];
  const set = (part: Partial<Setting>) =>
    change((before) => ({
      ...before,
      thresholds: { ...before.thresholds, [metric]: { ...before.thresholds[metric], ...part } },
    }));
  const wrong = { limit: problems[`${path}.limit`], cooldown: problems[`${path}.cooldownMinutes`] };
  const by = { limit: view.overrides[`${path}.limit`], cooldown: view.overrides[`${path}.cooldownMinutes`] };
  const mark = unitMark(unit, view.settings.currency);
  const differs =
    (!by.limit && setting.limit !== fallback.limit) ||
    (!by.cooldown && setting.cooldownMinutes !== fallback.cooldownMinutes) ||
    setting.enabled !== fallback.enabled;
  const { limit, cooldownMinutes } = setting;
  const trial = useRuleTrial(
    wrong.limit || wrong.cooldown ? null : { kind: 'threshold', metric, limit, cooldownMinutes },
  );
  const [shown, setShown] = useState(false);
  return (
    <>
      <tr ref={row} data-off={!setting.enabled || undefined} data-asked={asked || undefined}>
        <td className={styles.on}>
          <Switch.Root
            className={control.switch}
            aria-label={`${title} is on`}
            checked={setting.enabled}
            disabled={view.overrides[`${path}.enabled`] !== undefined}
            onCheckedChange={(enabled) => set({ enabled })}
          >
            <Switch.Thumb className={control.thumb} />
          </Switch.Root>
        </td>
        <th scope="row" className={styles.metric}>
          <span>{title}</span>
          <code>{metric}</code>
        </th>
        <td className={styles.limit} data-label="Fires when">
          <span className={styles.value}>
            {comparisons[kind]}
            <NumberInput
              label={`${title}: limit`}
              value={limit}
              unit={mark}
              invalid={wrong.limit !== undefined}
              describedBy={`${id}-limit`}
              disabled={by.limit !== undefined}
              onChange={(next) => set({ limit: next })}
            />
          </span>
          <span id={`${id}-limit`}>
            {by.limit && <SetBy variable={by.limit} />}
            {wrong.limit && (
              <span className={styles.problem} role="alert">
                The limit {wrong.limit}.
              </span>
            )}
          </span>
        </td>
        <td data-label="Cooldown">
          <span className={styles.value}>
            <NumberInput
              label={`${title}: cooldown`}
              value={cooldownMinutes}
              unit="min"
              invalid={wrong.cooldown !== undefined}
              describedBy={`${id}-cooldown`}
              disabled={by.cooldown !== undefined}
              onChange={(next) => set({ cooldownMinutes: next })}
            />
          </span>
          <span id={`${id}-cooldown`}>
            {by.cooldown && <SetBy variable={by.cooldown} />}
            {wrong.cooldown && (
              <span className={styles.problem} role="alert">
                The cooldown {wrong.cooldown}.
              </span>
            )}
          </span>
        </td>
        <td data-label="Severity">
          <SeverityMark severity={severity} hollow={!setting.enabled} />
        </td>
        <td className={styles.default} data-label="Default">
          <span className={styles.value}>
            {fallback.limit} {mark} · {fallback.cooldownMinutes} min
            {differs && (
              <IconButton
                className={styles.reset}
                label={`${title}: back to the default`}
                icon={<RotateCcw />}
                onClick={() =>
                  set({
                    enabled: fallback.enabled,
                    ...(!by.limit && { limit: fallback.limit }),
                    ...(!by.cooldown && { cooldownMinutes: fallback.cooldownMinutes }),
                  })
                }
              />
            )}
          </span>
        </td>
        <td className={styles.try}>
          <Button
            size="small"
            icon={<Play aria-hidden="true" />}
            busy={trial.busy}
            disabled={trial.tryIt === null}
            aria-label={`Try ${title}`}
            onClick={() => {
              setShown(true);
              trial.tryIt?.();
            }}
          >
            Try
          </Button>
        </td>
      </tr>
      {shown && (
        <tr className={styles.outcome}>
          <td colSpan={7}>
            <section className={styles.trial} aria-label={`${title}: the last 24 h`}>
              <TrialOutcome state={trial} unit={unit} severity={severity} fields={[]} />
              <IconButton
                className={styles.close}
                label={`Close the trial of ${title}`}
                icon={<X />}
                onClick={() => setShown(false)}
              />
            </section>
          </td>
        </tr>
      )}
    </>
  );
}
