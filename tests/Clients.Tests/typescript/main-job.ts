// The main job from an empty database to an award, with nothing but the client that was generated from the document.
// Usage: node out/main-job.js ADDRESS. Prints as one line of JSON what it read at the end.
import { randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { components, paths } from './generated.js';

type Client = ReturnType<typeof createClient<paths>>;
type Money = components['schemas']['Money'];
type Role = components['schemas']['Role'];
interface Person {
  client: Client;
  id: string;
}

const baseUrl = process.argv[2] ?? 'http://127.0.0.1:5000';
const anonymous = createClient<paths>({ baseUrl });
const euros = (amount: string): Money => ({ amount, currency: 'EUR' });
const key = () => ({ 'Idempotency-Key': randomUUID() });
const at = (version: number) => ({ 'If-Match': `"${version}"` });

// A refusal is a problem with a code; the types know it.
async function got<T>(answer: Promise<{ data?: T; error?: components['schemas']['Problem'] }>): Promise<T> {
  const { data, error } = await answer;
  if (data === undefined) {
    throw new Error(error ? `${error.status} ${error.code}: ${JSON.stringify(error)}` : 'no answer');
  }
  return data;
}

async function signIn(userName: string): Promise<Client> {
  const token = await got(anonymous.POST('/development/tokens', { body: { userName } }));
  return createClient<paths>({ baseUrl, headers: { Authorization: `${token.tokenType} ${token.accessToken}` } });
}

const moveClock = (now: string) => got(anonymous.POST('/development/clock', { body: { now } }));

async function register(administrator: Client, userName: string, role: Role): Promise<Person> {
  const body = { userName, displayName: userName, roles: [role] };
  const { id } = await got(administrator.POST('/api/v1/users', { params: { header: key() }, body }));
  return { client: await signIn(userName), id };
}

await moveClock('2031-08-20T10:00:00+02:00');
const administrator = await signIn('administrator');
const manager = await register(administrator, 'manager', 'programme-manager');
const instructor = await register(administrator, 'instructor', 'instructor');
const evaluator = await register(administrator, 'evaluator', 'evaluator');
const budget = await register(administrator, 'budget', 'budget-officer');
const secretary = await register(administrator, 'secretary', 'working-group-secretary');
const recorder = await register(administrator, 'recorder', 'decision-recorder');
const applicant = await register(administrator, 'applicant', 'applicant');

const organisation = await got(
  administrator.POST('/api/v1/organisations', {
    params: { header: key() },
    body: { siren: '900000019', name: 'Coopérative du Saulnois', legalForm: '5458', flags: ['scic'] },
  }),
);
await got(
  administrator.POST('/api/v1/organisations/{id}/members', {
    params: { path: { id: organisation.id }, header: { ...key(), ...at(organisation.version) } },
    body: { userId: applicant.id, role: 'owner' },
  }),
);

// The call, the fund that pays for it, and the envelope.
const drafted = await got(
  manager.client.POST('/api/v1/calls', {
    params: { header: key() },
    body: {
      reference: '2031-TS',
      title: 'Soutien aux entreprises socialement innovantes',
      opensAt: '2031-09-02T09:00:00.123456+02:00',
      closesAt: '2031-10-31T17:00:00+01:00',
      timeZone: 'Europe/Paris',
      grantCeiling: euros('9999999999.99'),
      maximumAidRate: '66.6667',
      expenseCategories: ['investment', 'communication'],
      themes: ['culture'],
      criteria: [
        { code: 'effects', title: 'Positive effects', weight: 60, minimumMark: 0, maximumMark: 5 },
        { code: 'risk', title: 'Risk-taking', weight: 40, minimumMark: 0, maximumMark: 5 },
      ],
      minimumScore: '60',
      minimumSheets: 1,
      tieBreaks: ['effects', 'submittedAt', 'reference'],
      allocationPolicy: { name: 'ranked', whenExceeded: 'skip' },
      stateAidBasis: 'none',
    },
  }),
);
const call = { id: drafted.id };
const fund = await got(
  budget.client.POST('/api/v1/funds', { params: { header: key() }, body: { name: "Fonds d'innovation sociale" } }),
);
await got(
  budget.client.POST('/api/v1/funds/{id}/contributions', {
    params: { path: { id: fund.id }, header: { ...key(), ...at(fund.version) } },
    body: { financer: 'Région Lorraine', fiscalYear: 2031, amount: euros('9999999999.99'), signedOn: '2031-06-14' },
  }),
);
await got(
  budget.client.POST('/api/v1/envelopes', {
    params: { header: key() },
    body: {
      fundId: fund.id,
      callId: call.id,
      lines: [{ section: 'operating', amount: euros('9999999999.99'), expenseCategories: ['investment', 'communication'] }],
    },
  }),
);
await got(manager.client.POST('/api/v1/calls/{id}/publication', { params: { path: call, header: { ...key(), ...at(drafted.version) } } }));

// An application while the call is open.
await moveClock('2031-09-15T10:00:00+02:00');
const application = await got(
  applicant.client.POST('/api/v1/applications', {
    params: { header: key() },
    body: {
      callId: call.id,
      organisationId: organisation.id,
      content: {
        siret: '90000001900019',
        projectTitle: 'Ressourcerie du Saulnois',
        theme: 'culture',
        initiator: 'private',
        communeCode: '57160',
        commune: 'Château-Salins',
        plan: {
          costs: [{ category: 'investment', amount: euros('80000.01') }],
          requested: euros('39999.99'),
          ownFunds: euros('30000.02'),
          bankLoan: euros('10000.00'),
        },
        declaredAid: euros('0.00'),
      },
    },
  }),
);
const submitted = await got(
  applicant.client.POST('/api/v1/applications/{id}/submission', {
    params: { path: { id: application.id }, header: { ...key(), ...at(application.version) } },
  }),
);

// Admissibility, evaluation, ranking.
await moveClock('2031-11-04T09:00:00+01:00');
await got(
  instructor.client.POST('/api/v1/applications/{id}/admissibility-decision', {
    params: { path: { id: application.id }, header: { ...key(), ...at(submitted.version) } },
    body: { outcome: 'admissible' },
  }),
);
const panel = await got(manager.client.GET('/api/v1/calls/{id}/panel', { params: { path: call } }));
await got(
  manager.client.PUT('/api/v1/calls/{id}/panel', {
    params: { path: call, header: at(panel.version) },
    body: { members: [{ userId: evaluator.id, college: 'citizens' }] },
  }),
);
await got(evaluator.client.POST('/api/v1/calls/{id}/independence-declarations', { params: { path: call, header: key() } }));
const sheet = await got(
  manager.client.POST('/api/v1/calls/{id}/assignments', {
    params: { path: call, header: key() },
    body: { applicationId: application.id, evaluatorId: evaluator.id },
  }),
);
const marked = await got(
  evaluator.client.PUT('/api/v1/score-sheets/{id}', {
    params: { path: { id: sheet.id }, header: at(sheet.version) },
    body: { marks: [{ criterion: 'effects', value: 4 }, { criterion: 'risk', value: 5, comment: 'Bold.' }] },
  }),
);
await got(
  evaluator.client.POST('/api/v1/score-sheets/{id}/submission', {
    params: { path: { id: sheet.id }, header: { ...key(), ...at(marked.version) } },
  }),
);
const ranking = await got(manager.client.POST('/api/v1/calls/{id}/rankings', { params: { path: call, header: key() } }));
await got(
  manager.client.POST('/api/v1/rankings/{id}/freezing', {
    params: { path: { id: ranking.id }, header: { ...key(), ...at(ranking.version) } },
  }),
);

// The scenario, the working group's opinion, the visa, the adoption.
const simulated = await got(
  manager.client.POST('/api/v1/calls/{id}/allocation-scenarios', {
    params: { path: call, header: key() },
    body: { rankingId: ranking.id },
  }),
);
const scenario = { id: simulated.id };
await got(
  manager.client.POST('/api/v1/allocation-scenarios/{id}/proposal', {
    params: { path: scenario, header: { ...key(), ...at(simulated.version) } },
  }),
);
const group = await got(
  secretary.client.POST('/api/v1/working-groups', { params: { header: key() }, body: { name: 'Groupe de travail' } }),
);
const member = await got(
  secretary.client.POST('/api/v1/working-groups/{id}/members', {
    params: { path: { id: group.id }, header: { ...key(), ...at(group.version) } },
    body: { name: 'Paul Klein', college: 'citizens', from: '2031-01-01' },
  }),
);
const planned = await got(
  secretary.client.POST('/api/v1/meetings', {
    params: { header: key() },
    body: { groupId: group.id, title: 'Avis', scheduledAt: '2031-11-13T14:00:00+01:00' },
  }),
);
const meeting = { id: planned.id };
const item = await got(
  secretary.client.POST('/api/v1/meetings/{id}/agenda', {
    params: { path: meeting, header: { ...key(), ...at(planned.version) } },
    body: { title: 'Scénario', scenarioId: scenario.id },
  }),
);
const convened = await got(
  secretary.client.POST('/api/v1/meetings/{id}/convocation', { params: { path: meeting, header: { ...key(), ...at(item.version) } } }),
);
await moveClock('2031-11-13T15:00:00+01:00');
const attended = await got(
  secretary.client.PUT('/api/v1/meetings/{id}/attendance', {
    params: { path: meeting, header: at(convened.version) },
    body: { present: [member.memberId] },
  }),
);
const held = await got(
  secretary.client.POST('/api/v1/meetings/{id}/holding', { params: { path: meeting, header: { ...key(), ...at(attended.version) } } }),
);
await got(
  secretary.client.POST('/api/v1/meetings/{id}/votes', {
    params: { path: meeting, header: { ...key(), ...at(held.version) } },
    body: { agendaItemId: item.agendaItemId, inFavour: 1, against: 0, abstentions: 0 },
  }),
);
const proposed = await got(budget.client.GET('/api/v1/allocation-scenarios/{id}', { params: { path: scenario } }));
const advised = await got(
  secretary.client.POST('/api/v1/allocation-scenarios/{id}/sign-offs', {
    params: { path: scenario, header: { ...key(), ...at(proposed.version) } },
    body: { outcome: 'granted' },
  }),
);
const signed = await got(
  budget.client.POST('/api/v1/allocation-scenarios/{id}/sign-offs', {
    params: { path: scenario, header: { ...key(), ...at(advised.version) } },
    body: { outcome: 'granted' },
  }),
);
await got(
  recorder.client.POST('/api/v1/allocation-scenarios/{id}/adoption', {
    params: { path: scenario, header: { ...key(), ...at(signed.version) } },
    body: {
      decisionReference: 'CR-2031-114',
      decisionBody: 'Commission permanente',
      decisionDate: '2031-11-13',
      waitingListEndsOn: '2032-05-31',
    },
  }),
);
const decided = await got(recorder.client.GET('/api/v1/calls/{id}', { params: { path: call } }));
await got(recorder.client.POST('/api/v1/calls/{id}/notifications', { params: { path: call, header: { ...key(), ...at(decided.version) } } }));

const awards = await got(anonymous.GET('/api/v1/calls/{id}/awards', { params: { path: call } }));
const unknown = await budget.client.GET('/api/v1/funds/{id}', { params: { path: { id: randomUUID() } } });
console.log(
  JSON.stringify({
    awards: awards.items.map((award) => ({ projectTitle: award.projectTitle, amount: award.amount.amount })),
    ceiling: decided.grantCeiling.amount,
    rate: decided.maximumAidRate,
    opensAt: decided.opensAt,
    refusal: unknown.error?.code,
  }),
);
