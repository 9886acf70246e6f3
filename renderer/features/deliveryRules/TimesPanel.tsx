import type { NamedTimes } from '../../../shared/delivery/timePeriod.ts';
import { Panel } from '../../components/Panel.tsx';
import { TimePeriods } from '../../components/TimePeriods/TimePeriods.tsx';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { useTimeZones } from '../setup/useTimeZones.ts';
import { freeName } from './freeName.ts';
import { NameField } from './NameField.tsx';
import { problemsUnder } from './problemsUnder.ts';
import form from './RuleForm.module.css';
import { RuleList } from './RuleList.tsx';
import { routesTimedBy, withoutTimes, withRenamedTimes } from './ruleReferences.ts';
import { TimesWords } from './TimesWords.tsx';
import { namedRoutes } from './usedWords.ts';

const mostTimes = 200;
const workingDay: NamedTimes['periods'][number] = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '08:00',
  to: '18:00',
  timeZone: '',
};

/** Times of the week by a name, for routes to be told in or not. */
export function TimesPanel({ editor }: { editor: DeliveryEditor }) {
  const { delivery, problems, change } = editor;
  const { times } = delivery;
  const zones = useTimeZones();
  return (
    <Panel title="Named times" hint="for routes to go by">
      <RuleList
        what="times"
        most={mostTimes}
        whenNone="None yet. A route can be told only in such times, or not in them."
        rules={times.map(({ name, periods }, index) => {
          const used = routesTimedBy(delivery, name);
          return {
            name,
            words: <TimesWords periods={periods} machine={zones.machine} used={used} />,
            wrong: Object.keys(problemsUnder(problems, `delivery.times.${index}`)).length,
            removal:
              used.length === 0
                ? null
                : `Routes that name it: ${namedRoutes(used)}. They will be told without regard to it.`,
          };
        })}
        onAdd={() =>
          change((before) => {
            const names = before.times.map(({ name }) => name);
            return {
              ...before,
              times: [...before.times, { name: freeName('New times', names), periods: [workingDay] }],
            };
          })
        }
        onRemove={(index) => change((before) => withoutTimes(before, index))}
        form={(index, fresh) => {
          const each = times[index];
          if (!each) return null;
          return (
            <div className={form.form}>
              <NameField
                name={each.name}
                others={times.filter((_, at) => at !== index).map(({ name }) => name)}
                fresh={fresh}
                onChange={(name) => change((before) => withRenamedTimes(before, index, name))}
              />
              <div className={form.group}>
                <TimePeriods
                  label={`Periods of ${each.name}`}
                  periods={each.periods}
                  fresh={each.periods.at(-1) ?? workingDay}
                  zones={zones.choices}
                  problems={problemsUnder(problems, `delivery.times.${index}.periods`)}
                  onChange={(periods) =>
                    change((before) => ({
                      ...before,
                      times: before.times.map((one, at) => (at === index ? { ...one, periods } : one)),
                    }))
                  }
                />
              </div>
              {each.periods.length === 0 && (
                <p className={form.problem} role="alert">
                  At least one period is needed.
                </p>
              )}
            </div>
          );
        }}
      />
    </Panel>
  );
}
