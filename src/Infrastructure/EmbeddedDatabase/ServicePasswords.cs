using System.Security.Cryptography;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>The random passwords of the three roles.</summary>
/// <param name="Admin">Of the superuser <c>postgres</c>.</param>
/// <param name="Owner">Of <see cref="DatabaseRoles.Owner"/>.</param>
/// <param name="Service">Of <see cref="DatabaseRoles.Service"/>.</param>
public sealed record ServicePasswords(string Admin, string Owner, string Service)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Three new ones of 160 bits each.</summary>
    public static ServicePasswords Create() => new(Random(), Random(), Random());

    /// <summary>Those kept in a file that only its owner can read; made when missing.</summary>
    internal static ServicePasswords LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            var (admin, owner, service) = Create();
            WriteSecret(path + ".new", $"{admin}\n{owner}\n{service}\n");
            File.Move(path + ".new", path);
        }

        return File.ReadAllLines(path) is [{ Length: > 0 } first, { Length: > 0 } second, { Length: > 0 } third, ..]
            ? new ServicePasswords(first, second, third)
            : throw new EmbeddedPostgresException($"{path} does not hold the passwords of the cluster any more.");
    }

    internal static void WriteSecret(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
}
