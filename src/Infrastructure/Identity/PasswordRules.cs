using System.Reflection;
using System.Text;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>NIST SP 800-63B-4, section 3.1.1.2: a length, and a comparison with what is tried first; no rule on which characters there are.</summary>
internal static class PasswordRules
{
    private const int ShortestWord = 4;

    // Without the person's own words; the shortest password that NIST lets stand beside a second factor.
    private const int ShortestRest = 8;

    private static readonly char[] Digits = [.. "0123456789"];

    private static readonly string[] OwnWords = ["social", "innovation", "socialinnovation", "lorraine", "subvention", "motdepasse"];

    private static readonly Lazy<HashSet<string>> Common = new(Read);

    /// <summary>The same password however a keyboard makes its accents.</summary>
    public static string Normal(string password) => password.Normalize(NormalizationForm.FormKC);

    public static PasswordVerdict Judge(Account account, string password)
    {
        var length = password.EnumerateRunes().Count();
        return length < PlatformLimits.ShortestPassword ? PasswordVerdict.TooShort
            : length > PlatformLimits.LongestPassword ? PasswordVerdict.TooLong
            : password == ProviderSettings.DevelopmentPassword || IsMadeOfCommon(account, password) ? PasswordVerdict.TooCommon
            : PasswordVerdict.Taken;
    }

    // Few common passwords are as long as is asked for. What people do is to write one twice, two of them, one with digits about it, or
    // their own name with little else.
    private static bool IsMadeOfCommon(Account account, string password)
    {
        var letters = string.Concat(password.ToLowerInvariant().Where(char.IsLetterOrDigit));
        var core = letters.Trim(Digits);
        var rest = WordsOf(account).Concat(OwnWords).Aggregate(core, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < ShortestRest || IsRepeated(letters) || Common.Value.Contains(core) || IsTwoWords(core);
    }

    private static IEnumerable<string> WordsOf(Account account) =>
        $"{account.UserName}@{account.Email}".ToLowerInvariant().Split('@', '.', '-').Where(x => x.Length >= ShortestWord);

    private static bool IsTwoWords(string text)
    {
        for (var at = ShortestWord; at <= text.Length - ShortestWord; at++)
        {
            var (first, second) = (text[..at].TrimEnd(Digits), text[at..].TrimStart(Digits));
            if (Common.Value.Contains(first) && Common.Value.Contains(second))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRepeated(ReadOnlySpan<char> text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text[period..].SequenceEqual(text[..^period]))
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> Read()
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream("SocialInnovation.Infrastructure.Identity.CommonPasswords.passwords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
