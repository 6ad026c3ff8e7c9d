using System.Net.Http.Headers;
using SocialInnovation.Client;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests;

/// <summary>The main job from an empty database to an award, with nothing but the generated client.</summary>
internal sealed class CSharpMainJob(ApiFixture api)
{
    private static readonly TimeSpan ParisInWinter = TimeSpan.FromHours(1);
    private static readonly TimeSpan ParisInSummer = TimeSpan.FromHours(2);

    private readonly Dictionary<string, (SocialInnovationClient Client, Guid Id)> persons = [];
    private Guid call;
    private Guid organisation;

    public async Task<PublicAwardPage> RunAsync()
    {
        await MoveClockAsync(new DateTimeOffset(2031, 8, 20, 10, 0, 0, ParisInSummer));
        await RegisterAsync();
        await OpenCallAsync();
        await MoveClockAsync(new DateTimeOffset(2031, 9, 15, 10, 0, 0, ParisInSummer));
        var application = await ApplyAsync();
        await MoveClockAsync(new DateTimeOffset(2031, 11, 4, 9, 0, 0, ParisInWinter));
        var ranking = await EvaluateAsync(application);
        await DecideAsync(ranking);
        return await new SocialInnovationClient(api.Anonymous().Http).ListPublicAwardsAsync(call);
    }

    public static Money Euros(string amount) => new() { Amount = amount, Currency = MoneyCurrency.EUR };

    public async Task<SocialInnovationClient> SignInAsync(string userName)
    {
        var http = api.Anonymous().Http;
        var token = await new SocialInnovationClient(http).IssueDevelopmentTokenAsync(new TokenBody { UserName = userName });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(token.TokenType, token.AccessToken);
        return new SocialInnovationClient(http);
    }

    /// <summary>The terms of the call, for a test to change.</summary>
    public static DraftCallBody Terms(string reference) =>
        new()
        {
            Reference = reference,
            Title = "Soutien aux entreprises socialement innovantes",
            OpensAt = new DateTimeOffset(2031, 9, 2, 9, 0, 0, ParisInSummer),
            ClosesAt = new DateTimeOffset(2031, 10, 31, 17, 0, 0, ParisInWinter),
            TimeZone = "Europe/Paris",
            GrantCeiling = Euros("45000.00"),
            MaximumAidRate = "50",
            ExpenseCategories = ["investment", "communication"],
            Themes = ["culture"],
            Criteria =
            [
                new CriterionBody
                {
                    Code = "effects",
                    Title = "Positive effects",
                    Weight = 60,
                    MinimumMark = 0,
                    MaximumMark = 5,
                },
                new CriterionBody
                {
                    Code = "risk",
                    Title = "Risk-taking",
                    Weight = 40,
                    MinimumMark = 0,
                    MaximumMark = 5,
                },
            ],
            MinimumScore = "60",
            MinimumSheets = 1,
            TieBreaks = ["effects", "submittedAt", "reference"],
            AllocationPolicy = new AllocationPolicyBody { Name = "ranked", WhenExceeded = WhenExceeded.Skip },
            StateAidBasis = StateAidBasis.None,
        };

    private static string Key() => Guid.CreateVersion7().ToString();

    private static string Tag(int version) => $"\"{version}\"";

    private SocialInnovationClient As(string person) => persons[person].Client;

    private Task MoveClockAsync(DateTimeOffset now) =>
        new SocialInnovationClient(api.Anonymous().Http).MoveDevelopmentClockAsync(new ClockBody { Now = now });

    private async Task RegisterAsync()
    {
        var administrator = await SignInAsync("administrator");
        foreach (
            var (person, role) in new[]
            {
                ("manager", Role.ProgrammeManager),
                ("instructor", Role.Instructor),
                ("evaluator", Role.Evaluator),
                ("budget", Role.BudgetOfficer),
                ("secretary", Role.WorkingGroupSecretary),
                ("recorder", Role.DecisionRecorder),
                ("applicant", Role.Applicant),
            }
        )
        {
            var registered = await administrator.RegisterUserAsync(
                Key(),
                new RegisterUserBody
                {
                    UserName = person,
                    DisplayName = person,
                    Roles = [role],
                }
            );
            persons[person] = (await SignInAsync(person), registered.Id);
        }

        var cooperative = await administrator.RegisterOrganisationAsync(
            Key(),
            new RegisterOrganisationBody
            {
                Siren = "900000019",
                Name = "Coopérative du Saulnois",
                LegalForm = "5458",
                Flags = ["scic"],
            }
        );
        organisation = cooperative.Id;
        await administrator.AddMemberAsync(
            organisation,
            Tag(cooperative.Version),
            Key(),
            new AddMemberBody { UserId = persons["applicant"].Id, Role = MembershipRole.Owner }
        );
    }

    private async Task OpenCallAsync()
    {
        var drafted = await As("manager").DraftCallAsync(Key(), Terms("2031-CS"));
        call = drafted.Id;
        var fund = await As("budget").OpenFundAsync(Key(), new OpenFundBody { Name = "Fonds d'innovation sociale" });
        var contribution = new AddContributionBody
        {
            Financer = "Région Lorraine",
            FiscalYear = 2031,
            Amount = Euros("45000.01"),
            SignedOn = new DateOnly(2031, 6, 14),
        };
        await As("budget").AddContributionAsync(fund.Id, Tag(fund.Version), Key(), contribution);
        var line = new EnvelopeLineBody
        {
            Section = BudgetSection.Operating,
            Amount = Euros("45000.01"),
            ExpenseCategories = ["investment", "communication"],
        };
        await As("budget")
            .ReserveEnvelopeAsync(
                Key(),
                new ReserveEnvelopeBody
                {
                    FundId = fund.Id,
                    CallId = call,
                    Lines = [line],
                }
            );
        await As("manager").PublishCallAsync(call, Tag(drafted.Version), Key());
    }

    private async Task<Guid> ApplyAsync()
    {
        var content = new ApplicationContentBody
        {
            Siret = "90000001900019",
            ProjectTitle = "Ressourcerie du Saulnois",
            Theme = "culture",
            Initiator = Initiator.Private,
            CommuneCode = "57160",
            Commune = "Château-Salins",
            Plan = new FinancingPlanBody
            {
                Costs = [new CategoryCostBody { Category = "investment", Amount = Euros("80000.01") }],
                Requested = Euros("39999.99"),
                OwnFunds = Euros("30000.02"),
                BankLoan = Euros("10000.00"),
            },
            DeclaredAid = Euros("0.00"),
        };
        var body = new DraftApplicationBody
        {
            CallId = call,
            OrganisationId = organisation,
            Content = content,
        };
        var drafted = await As("applicant").DraftApplicationAsync(Key(), body);
        var submitted = await As("applicant").SubmitApplicationAsync(drafted.Id, Tag(drafted.Version), Key());
        return submitted.Id;
    }

    private async Task<Guid> EvaluateAsync(Guid application)
    {
        var submitted = await As("instructor").GetApplicationAsync(application);
        var decision = new DecideAdmissibilityBody { Outcome = AdmissibilityOutcome.Admissible };
        await As("instructor").DecideAdmissibilityAsync(application, Tag(submitted.Version), Key(), decision);
        var panel = await As("manager").GetPanelAsync(call);
        var evaluator = persons["evaluator"].Id;
        var members = new ReplacePanelBody { Members = [new PanelMemberBody { UserId = evaluator, College = "citizens" }] };
        await As("manager").ReplacePanelAsync(call, Tag(panel.Version), members);
        await As("evaluator").DeclareIndependenceAsync(call, Key());
        var assignment = new AssignEvaluatorBody { ApplicationId = application, EvaluatorId = evaluator };
        var sheet = await As("manager").AssignEvaluatorAsync(call, Key(), assignment);
        var marks = new MarkApplicationBody
        {
            Marks =
            [
                new MarkBody { Criterion = "effects", Value = 4 },
                new MarkBody
                {
                    Criterion = "risk",
                    Value = 5,
                    Comment = "Bold.",
                },
            ],
        };
        var marked = await As("evaluator").MarkApplicationAsync(sheet.Id, Tag(sheet.Version), marks);
        await As("evaluator").SubmitScoreSheetAsync(sheet.Id, Tag(marked.Version), Key());
        var ranking = await As("manager").ComputeRankingAsync(call, Key());
        await As("manager").FreezeRankingAsync(ranking.Id, Tag(ranking.Version), Key());
        return ranking.Id;
    }

    private async Task DecideAsync(Guid ranking)
    {
        var scenario = await As("manager").SimulateScenarioAsync(call, Key(), new SimulateScenarioBody { RankingId = ranking });
        await As("manager").ProposeScenarioAsync(scenario.Id, Tag(scenario.Version), Key());
        await GiveOpinionAsync(scenario.Id);
        var proposed = await As("budget").GetScenarioAsync(scenario.Id);
        var visa = new SignOffScenarioBody { Outcome = SignOffOutcome.Granted };
        proposed.Version = (await As("secretary").SignOffScenarioAsync(scenario.Id, Tag(proposed.Version), Key(), visa)).Version;
        var signed = await As("budget").SignOffScenarioAsync(scenario.Id, Tag(proposed.Version), Key(), visa);
        var decision = new AdoptScenarioBody
        {
            DecisionReference = "CR-2031-114",
            DecisionBody = "Commission permanente",
            DecisionDate = new DateOnly(2031, 11, 13),
            WaitingListEndsOn = new DateOnly(2032, 5, 31),
        };
        await As("recorder").AdoptScenarioAsync(scenario.Id, Tag(signed.Version), Key(), decision);
        var decided = await As("recorder").GetCallAsync(call);
        await As("recorder").NotifyOutcomesAsync(call, Tag(decided.Version), Key());
    }

    private async Task GiveOpinionAsync(Guid scenario)
    {
        var secretary = As("secretary");
        var group = await secretary.FoundGroupAsync(Key(), new FoundGroupBody { Name = "Groupe de travail" });
        var appointment = new AppointMemberBody
        {
            Name = "Paul Klein",
            College = "citizens",
            From = new DateOnly(2031, 1, 1),
        };
        var member = await secretary.AppointMemberAsync(group.Id, Tag(group.Version), Key(), appointment);
        var heldAt = new DateTimeOffset(2031, 11, 13, 14, 0, 0, ParisInWinter);
        var meeting = await secretary.PlanMeetingAsync(
            Key(),
            new PlanMeetingBody
            {
                GroupId = group.Id,
                Title = "Avis",
                ScheduledAt = heldAt,
            }
        );
        var item = await secretary.AddAgendaItemAsync(
            meeting.Id,
            Tag(meeting.Version),
            Key(),
            new AddAgendaItemBody { Title = "Scénario", ScenarioId = scenario }
        );
        var convened = await secretary.ConveneMeetingAsync(meeting.Id, Tag(item.Version), Key());
        await MoveClockAsync(heldAt.AddHours(1));
        var present = new RecordAttendanceBody { Present = [member.MemberId] };
        var attended = await secretary.RecordAttendanceAsync(meeting.Id, Tag(convened.Version), present);
        var held = await secretary.HoldMeetingAsync(meeting.Id, Tag(attended.Version), Key());
        var vote = new RecordVoteBody
        {
            AgendaItemId = item.AgendaItemId,
            InFavour = 1,
            Against = 0,
            Abstentions = 0,
        };
        await secretary.RecordVoteAsync(meeting.Id, Tag(held.Version), Key(), vote);
    }
}
