using SocialInnovation.Infrastructure.Mailing;

namespace SocialInnovation.Api.Tests.Mailing;

/// <summary>Every text is there in every language, and asks for the same values.</summary>
public sealed class MailTextTests
{
    [Fact]
    public void EveryText_IsThereInBothLanguages_WithTheSamePlaceholders()
    {
        var english = Placeholders("en");

        Assert.Equal(
            [
                "account-created",
                "confirm-address",
                "contact-answer",
                "contact-request-waiting",
                "evaluation-reminder",
                "evaluation-reminder-due",
                "invitation-to-organisation",
                "reset-password",
                "saved-search-confirmation",
                "saved-search-results",
                "security-notice",
            ],
            english.Keys
        );
        Assert.Equal(english, Placeholders("fr"));
    }

    [Fact]
    public void AMail_WithoutAText_OrWithoutAValue_IsAFaultOfWhoAsksForIt()
    {
        var texts = new MailTexts();
        var mail = MailScene.Reset();
        texts.Write(mail);

        Assert.Throws<ArgumentException>(() => texts.Write(mail with { Template = "unheard-of" }));
        Assert.Throws<ArgumentException>(() => texts.Write(mail with { Language = "de" }));
        Assert.Throws<ArgumentException>(() => texts.Write(mail with { Values = new Dictionary<string, string> { ["name"] = "Paul" } }));
    }

    private static SortedDictionary<string, string> Placeholders(string language)
    {
        var texts = MailTexts.Read(language);
        Assert.All(texts.Values, x => Assert.False(string.IsNullOrWhiteSpace(x.Subject)));
        return new SortedDictionary<string, string>(
            texts.ToDictionary(
                x => x.Key,
                x => string.Join(' ', Of(x.Value.Subject)) + " | " + string.Join(' ', Of(string.Concat(x.Value.Text)))
            ),
            StringComparer.Ordinal
        );
    }

    private static IEnumerable<string> Of(string text) => MailTexts.Placeholder().Matches(text).Select(x => x.Value).Distinct().Order();
}
