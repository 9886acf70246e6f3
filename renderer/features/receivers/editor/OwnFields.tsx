import type { ReactNode } from 'react';
import { receiverSecrets } from '../../../../shared/delivery/receiverSecrets.ts';
import type { ReceiverSettings } from '../../../../shared/delivery/receiverSettings.ts';
import { Link } from '../../../routing/Link.tsx';
import { pathOf } from '../../../routing/route.ts';
import type { DeliveryEditor } from '../../delivery/editor/useDeliveryEditor.ts';
import { FieldControl } from '../../setup/FieldControl.tsx';
import row from '../../setup/FieldRow.module.css';
import { SwitchRow } from '../../setup/SwitchRow.tsx';
import { nameProblem } from '../edits/receiverName.ts';
import { renameReceiver } from '../edits/renameReceiver.ts';
import { EditRow } from './EditRow.tsx';
import { NameRow } from './NameRow.tsx';
import { OwnSecrets } from './OwnSecrets.tsx';
import { TemplateRow } from './TemplateRow.tsx';
import { useTypedText } from './useTypedText.ts';

interface OwnFieldsProps {
  editor: DeliveryEditor;
  /** Its place among the person's own receivers. */
  place: number;
  receiver: ReceiverSettings;
  isSaved: boolean;
  isNew: boolean;
  onRenamed: (name: string) => void;
}

/** What makes a receiver of the person's own: its name, where it leads, and its secrets. */
export function OwnFields({ editor, place, receiver, isSaved, isNew, onRenamed }: OwnFieldsProps) {
  const { name } = receiver;
  const problem = (field: string) => editor.problems[`delivery.receivers.${place}.${field}`];
  const change = (changed: ReceiverSettings) =>
    editor.change((delivery) => ({
      ...delivery,
      receivers: delivery.receivers.map((each, at) => (at === place ? changed : each)),
    }));
  return (
    <div className={row.list}>
      <NameRow
        name={name}
        losesSecrets={isSaved && receiverSecrets(receiver).length > 0}
        judge={(text) => nameProblem(editor.delivery, name, text)}
        takesFocus={isNew}
        onRename={(to) => {
          editor.change((delivery) => renameReceiver(delivery, name, to));
          onRenamed(to);
        }}
      />
      <SwitchRow
        label="Switched on"
        effect="Off: nothing is sent here, and the next in line stand in."
        checked={receiver.enabled}
        disabled={false}
        onChange={(enabled) => change({ ...receiver, enabled })}
      />
      {receiver.kind === 'slackBot' && (
        <EditRow
          label="Channel"
          effect={
            <>
              Its name or id; the bot must be a member. It writes with the token of{' '}
              <SetupLink to="slack">Slack</SetupLink>.
            </>
          }
          problem={receiver.channel === '' ? undefined : problem('channel')}
        >
          {(control) => (
            <>
              <FieldControl
                {...control}
                input={{ kind: 'text', placeholder: '#alerts', wide: true }}
                value={receiver.channel}
                disabled={false}
                onChange={(channel) => change({ ...receiver, channel: String(channel) })}
              />
              {receiver.channel === '' && <Needed />}
            </>
          )}
        </EditRow>
      )}
      {receiver.kind === 'email' && (
        <AddressesRow
          to={receiver.to}
          problem={Object.entries(editor.problems)
            .filter(([path]) => path.startsWith(`delivery.receivers.${place}.to`))
            .map(([, message]) => message)
            .at(0)}
          onChange={(to) => change({ ...receiver, to })}
        />
      )}
      <OwnSecrets view={editor.view} receiver={receiver} isSaved={isSaved} />
      {receiver.kind === 'webhook' && (
        <TemplateRow
          template={receiver.template}
          problem={problem('template')}
          onChange={(template) => change({ ...receiver, template })}
        />
      )}
    </div>
  );
}

interface AddressesRowProps {
  to: string[];
  problem: string | undefined;
  onChange: (to: string[]) => void;
}

function AddressesRow({ to, problem, onChange }: AddressesRowProps) {
  const { text, type } = useTypedText({ value: to, read: readList, write: writeList, onChange });
  return (
    <EditRow
      label="To"
      effect={
        <>
          Addresses, with commas between them. Sent by the mail server of <SetupLink to="mail">E-mail</SetupLink>.
        </>
      }
      problem={to.length === 0 ? undefined : problem}
    >
      {(control) => (
        <>
          <FieldControl
            {...control}
            input={{ kind: 'text', placeholder: 'oncall@example.com, lead@example.com', wide: true }}
            value={text}
            disabled={false}
            onChange={(next) => type(String(next))}
          />
          {to.length === 0 && <Needed />}
        </>
      )}
    </EditRow>
  );
}

const writeList = (all: readonly string[]) => all.join(', ');
const readList = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** An empty field has done nothing wrong yet; it only keeps the rest from being saved. */
function Needed() {
  return <p className={row.origin}>needed before this can be saved</p>;
}

function SetupLink({ to, children }: { to: string; children: ReactNode }) {
  return <Link to={`${pathOf.setup}#${to}`}>Setup → {children}</Link>;
}
