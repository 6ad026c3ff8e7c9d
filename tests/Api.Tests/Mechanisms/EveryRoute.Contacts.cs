using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>What visitors write about innovations, and how it is answered.</summary>
public sealed partial class EveryRoute
{
    private async Task BeAskedAsync()
    {
        var desk = new ContactDesk();
        await using (desk)
        {
            await desk.InitializeAsync();
            (await desk.Api.Anonymous().GetAsync("/api/v1/contact-consent")).Expect(200);
            var answered = await desk.WriteAsync(desk.Held, ContactDesk.Letter("holder"));
            var spam = await desk.WriteAsync(desk.Held, ContactDesk.Letter(message: "Pills."));
            (await desk.PostAsync(desk.Editor, spam, "assignment", new { })).Expect(201);
            (await desk.Holder.GetAsync($"{ContactDesk.Requests}/{answered}")).Expect(200);
            (await desk.Holder.GetAsync($"{ContactDesk.Requests}?status=received&innovationId={desk.Held}")).Expect(200);
            (await desk.PostAsync(desk.Holder, answered, "answer", new { answer = "So." })).Expect(201);
            (await desk.PostAsync(desk.Holder, spam, "closing", new { closing = "consent-withdrawn", reason = "Asked." })).Expect(201);
            Note(desk.Api);
        }
    }
}
