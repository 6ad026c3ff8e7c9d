using System.Security.Cryptography;
using System.Text;

namespace SocialInnovation.Infrastructure.Platform.Audit;

/// <summary>The key that signs the heads of the audit trail, and the public ones of those that did so before it.</summary>
public sealed class AuditKeys : IDisposable
{
    private const string Curve = "1.2.840.10045.3.1.7";

    private static readonly Lazy<AuditKeys> Own = new(() => new AuditKeys(ECDsa.Create(ECCurve.NamedCurves.nistP256), []));

    private readonly ECDsa current;
    private readonly IReadOnlyDictionary<string, ECDsa> all;

    private AuditKeys(ECDsa current, IReadOnlyList<ECDsa> former)
    {
        (this.current, CurrentId) = (current, IdOf(current));
        all = former.Prepend(current).DistinctBy(IdOf).ToDictionary(IdOf);
    }

    internal string CurrentId { get; }

    /// <summary>Every key's id and its public part as PEM, the current one first.</summary>
    internal IEnumerable<(string Id, string Pem)> Public => all.Select(x => (x.Key, x.Value.ExportSubjectPublicKeyInfoPem()));

    /// <summary>A key that lives as long as the process: for development, where nobody keeps the trail.</summary>
    public static AuditKeys OfThisProcess => Own.Value;

    /// <summary>Reads the private key, and the public ones of its predecessors, from PEM files.</summary>
    public static AuditKeys Load(string path, IEnumerable<string> former) => new(Read(path), [.. former.Select(Read)]);

    /// <summary>Why a file is no private key to sign with, in words for who starts the service; null when it is.</summary>
    public static string? WhyNot(string path, bool isPrivate)
    {
        try
        {
            using var key = Read(path);
            var parameters = key.ExportParameters(isPrivate);
            return parameters.Curve.Oid.Value == Curve ? null : $"{path} is no key over the curve P-256";
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"{path} can't be read as a {(isPrivate ? "private" : "public")} key in PEM";
        }
    }

    /// <summary>Makes a private key where there is none yet; only its owner can read it.</summary>
    public static void Ensure(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, options);
        file.Write(key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        foreach (var key in all.Values.Where(_ => this != (Own.IsValueCreated ? Own.Value : null)))
        {
            key.Dispose();
        }
    }

    internal byte[] Sign(string text)
    {
        lock (current)
        {
            return current.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <summary>Null for a key that is not known.</summary>
    internal bool? IsSignedBy(string key, string text, byte[] signature)
    {
        if (!all.TryGetValue(key, out var known))
        {
            return null;
        }

        lock (known)
        {
            return known.VerifyData(
                Encoding.UTF8.GetBytes(text),
                signature,
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            );
        }
    }

    private static ECDsa Read(string path)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }

    private static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 16));
}
