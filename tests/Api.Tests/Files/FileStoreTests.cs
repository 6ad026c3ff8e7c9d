using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Application.Platform.DropOrphanedFiles;
using SocialInnovation.Infrastructure.Files;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Files;

/// <summary>The store of files: whole files or none, and nothing that nobody tells of.</summary>
public sealed class FileStoreTests(BlogDesk desk) : IClassFixture<BlogDesk>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("social-innovation-store-").FullName;

    private FolderFileStore Store => new(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task Kept_IsReadAsItWas_WithItsHash(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);

        var kept = await Store.PutAsync(new MemoryStream(content), Ct);

        Assert.Equal((length, Convert.ToHexStringLower(SHA256.HashData(content))), ((int)kept.Length, kept.Sha256));
        await using (var opened = await Store.OpenAsync(kept.Key, Ct))
        {
            using var copy = new MemoryStream();
            await opened!.CopyToAsync(copy, Ct);
            Assert.Equal(content, copy.ToArray());
        }

        await Store.DeleteAsync(kept.Key, Ct);
        await Store.DeleteAsync(kept.Key, Ct);
        Assert.Null(await Store.OpenAsync(kept.Key, Ct));
    }

    [Fact]
    public async Task FailedWrite_LeavesNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(new BrokenStream(), Ct));

        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789abcdef0123456789abcde/")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("")]
    public async Task KeyThatIsNone_OpensNothing(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(key, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key, Ct));
    }

    [Fact]
    public async Task WhatACrashLeft_IsRemovedLater_AndWhatIsSomebodyElsesStays()
    {
        var kept = await Store.PutAsync(new MemoryStream([1]), Ct);
        var part = Convert.ToInt32(kept.Key[^2..], 16);
        var within = Path.Combine(folder, kept.Key[^2..]);
        var (unfinished, foreign) = (Path.Combine(within, $"{Guid.CreateVersion7():N}.tmp"), Path.Combine(within, "README"));
        await File.WriteAllTextAsync(unfinished, "half", Ct);
        await File.WriteAllTextAsync(foreign, "mine", Ct);

        Assert.Empty(await Store.KeptBeforeAsync(part, DateTimeOffset.UtcNow.AddHours(-1), Ct));
        Assert.True(File.Exists(unfinished));
        Assert.Equal([kept.Key], await Store.KeptBeforeAsync(part, DateTimeOffset.UtcNow.AddHours(1), Ct));
        Assert.False(File.Exists(unfinished));
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public async Task Sweep_RemovesFilesOfWhichNoRowTells_AnHourLater()
    {
        var post = await desk.DraftAsync();
        var (gone, stays) = (await desk.AddPictureAsync(post, SampleFiles.Png()), await desk.AddPictureAsync(post, SampleFiles.Jpeg()));
        (await desk.ArrangeAsync(post, BlogDesk.Shown(stays))).Expect(200);
        // As of a request whose transaction failed.
        await desk.Api.Services.GetRequiredService<IFileStore>().PutAsync(new MemoryStream([1, 2, 3]), Ct);
        Assert.Equal(3, Count());

        Assert.Equal(0, await SweepAsync(DateTimeOffset.UtcNow));
        Assert.Equal(2, await SweepAsync(DateTimeOffset.UtcNow.AddHours(2)));

        Assert.Equal(1, Count());
        (await desk.Editor.GetAsync($"{BlogDesk.Pictures}/{stays}")).Expect(200);
        (await desk.Editor.GetAsync($"{BlogDesk.Pictures}/{gone}")).ExpectRefusal(404, "platform.picture-not-found");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private int Count() => Directory.GetFiles(desk.Api.FilesFolder, "*", SearchOption.AllDirectories).Length;

    private async Task<int> SweepAsync(DateTimeOffset now)
    {
        await using var scope = desk.Api.Services.CreateAsyncScope();
        var orphans = scope.ServiceProvider.GetRequiredService<OrphanedFiles>();
        var dropped = 0;
        for (var part = 0; part < IFileStore.Parts; part++)
        {
            dropped += await orphans.DropAsync(part, now, Ct);
        }

        return dropped;
    }

    private sealed class BrokenStream : MemoryStream
    {
        private int reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            reads++ == 0 ? ValueTask.FromResult(buffer.Length) : throw new IOException("The line is dead.");
    }
}
