import { card } from './card.js';
import { errorBox, isCancelled } from './errors.js';
import { field, fill, h } from './dom.js';
import { iam } from './iam.js';
import { all, at, text } from './xml.js';

/** What people ask most. Every other action can be typed. */
const ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:GetObjectVersion', 's3:DeleteObjectVersion', 's3:PutObjectTagging', 's3:CreateBucket', 's3:DeleteBucket', 's3:PutBucketPolicy', 's3:PutLifecycleConfiguration', 's3:BypassGovernanceRetention', 'iam:CreateUser'];

/** Asks whether a user may do something, before it tries. @param {string} name @param {AbortSignal} signal */
export const checkCard = (name, signal) => card('May this user…?', 'What its policies and those of its groups say.', async (body) => fill(body, form(name, signal)), signal);

/** @param {string} name @param {AbortSignal} signal */
function form(name, signal) {
  const action = h('input', { type: 'text', required: true, value: ACTIONS[0], list: 'actions', spellcheck: 'false', autocapitalize: 'off', pattern: '[a-z0-9]+:[A-Za-z]+' });
  const resource = h('input', { type: 'text', required: true, placeholder: 'mybucket/folder/file.txt', spellcheck: 'false', autocapitalize: 'off' });
  const answer = h('div', { role: 'status' });

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const [asked, where] = [action, resource].map((it) => /** @type {HTMLInputElement} */ (it).value.trim());
    try {
      const arn = text(await iam('GetUser', { UserName: name }, signal), 'User', 'Arn');
      const about = { PolicySourceArn: arn, 'ActionNames.member.1': asked, 'ResourceArns.member.1': where === '*' || where.startsWith('arn:') ? where : `arn:aws:s3:::${where}` };
      fill(answer, verdict(all(at(await iam('SimulatePrincipalPolicy', about, signal), 'EvaluationResults'), 'member')[0]));
    } catch (error) {
      if (!isCancelled(error)) fill(answer, errorBox(error));
    }
  }

  return h(
    'form',
    { class: 'stack', onsubmit: submit },
    h('datalist', { id: 'actions' }, ACTIONS.map((it) => h('option', { value: it }))),
    h('div', { class: 'pair' }, field('Do', action), field('With', resource)),
    answer,
    h('div', { class: 'actions' }, h('button', { type: 'submit' }, 'Ask')),
  );
}

/** @param {Element} result */
function verdict(result) {
  const decision = text(result, 'EvalDecision');
  const allowed = decision === 'allowed';
  const policies = all(at(result, 'MatchedStatements'), 'member').map((it) => text(it, 'SourcePolicyId'));
  const missing = all(at(result, 'MissingContextValues'), 'member').map((it) => it.textContent);
  const rule = policies.length > 0 ? `${allowed ? 'Allowed' : 'Denied'} by ${[...new Set(policies)].join(', ')}.` : 'No policy allows it.';
  return [
    h('p', { class: 'state' }, h('span', { class: allowed ? 'badge good' : 'badge bad' }, allowed ? 'yes' : 'no'), rule),
    missing.length > 0 && h('p', { class: 'hint' }, `Conditions ask for what only a request has: ${missing.join(', ')}.`),
    h('p', { class: 'hint' }, decision === 'explicitDeny' ? 'Nothing else can allow it.' : `The policy of a bucket can ${allowed ? 'still deny it' : 'allow it all the same'}.`),
  ];
}
