using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>Accounts of ASP.NET Core Identity, with a lock that parallel attempts can't outrun and codes that serve once.</summary>
internal sealed class Accounts(
    AppDbContext db,
    UserManager<Account> manager,
    OneTimeCodes codes,
    AccountMails mails,
    AccountTrail trail,
    ISignInSessions sessions,
    ProviderSettings settings,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : IAccounts
{
    private const int MostAttempts = 10;

    private static readonly TimeSpan Locked = TimeSpan.FromMinutes(15);

    private static string? decoy;

    public async Task<SignInVerdict> CheckPasswordAsync(string login, string password, CancellationToken cancellationToken)
    {
        password = PasswordRules.Normal(password);
        var account = await FindAsync(login, password, cancellationToken);
        var admitted = account is not null && await CountAttemptAsync(account.Id, cancellationToken);
        var right = IsRight(account, password);
        if (
            !admitted
            || !right
            || IsLeftFromDevelopment(password)
            || await FindAsync(new UserId(account!.Id), cancellationToken) is not { } user
        )
        {
            return new SignInVerdict(SignInVerdictKind.Wrong);
        }

        await ForgetAttemptsAsync(account.Id, cancellationToken);
        return account.EmailConfirmed
            ? new SignInVerdict(SignInVerdictKind.Right, user)
            : new SignInVerdict(SignInVerdictKind.Unconfirmed, user);
    }

    public async Task<bool> CheckCodeAsync(UserId user, string code, CancellationToken cancellationToken)
    {
        if (
            await db.Accounts.AsNoTracking().SingleOrDefaultAsync(x => x.Id == user.Value, cancellationToken)
                is not { SecondFactorKey: { } key } account
            || !await CountAttemptAsync(account.Id, cancellationToken)
            || OneTimeCodes.StepOf(codes.Show(key), code, clock.GetUtcNow()) is not { } step
        )
        {
            return false;
        }

        var taken = await db
            .Accounts.Where(x => x.Id == account.Id && x.LastTimeStep < step)
            .ExecuteUpdateAsync(x => x.SetProperty(y => y.LastTimeStep, step), cancellationToken);
        if (taken == 1)
        {
            await ForgetAttemptsAsync(account.Id, cancellationToken);
        }

        return taken == 1;
    }

    public async Task<SignedInUser?> FindAsync(UserId user, CancellationToken cancellationToken)
    {
        var found = await (
            from person in db.Users.AsNoTracking()
            where person.Id == user
            select new
            {
                person.UserName,
                person.DisplayName,
                person.Roles,
            }
        ).SingleOrDefaultAsync(cancellationToken);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(x => x.Id == user.Value, cancellationToken);
        return found is null
            ? null
            : new SignedInUser(
                user,
                found.UserName,
                found.DisplayName,
                account is { EmailConfirmed: true } ? account.Email : null,
                found.Roles,
                account?.SecondFactorKey is not null
            );
    }

    public async Task<bool> KeepSecondFactorAsync(UserId user, string secret, string code, CancellationToken cancellationToken)
    {
        if (OneTimeCodes.StepOf(secret, code, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        var hidden = codes.Hide(secret);
        var kept = await db
            .Accounts.Where(x => x.Id == user.Value && x.SecondFactorKey == null)
            .ExecuteUpdateAsync(
                x => x.SetProperty(y => y.SecondFactorKey, hidden).SetProperty(y => y.LastTimeStep, step),
                cancellationToken
            );
        await trail.KeepAsync("account", user.Value, user, cancellationToken);
        return kept == 1;
    }

    public async Task<bool> ForgetSecondFactorAsync(UserId user, CancellationToken cancellationToken)
    {
        var forgotten = await db
            .Accounts.Where(x => x.Id == user.Value)
            .ExecuteUpdateAsync(x => x.SetProperty(y => y.SecondFactorKey, (string?)null), cancellationToken);
        trail.Note("account", user.Value, user);
        await sessions.EndAllAsync(user, cancellationToken);
        return forgotten == 1;
    }

    public async Task OpenAsync(NewAccount account, CancellationToken cancellationToken)
    {
        var row = Create(account.User, account.UserName, account.Email, account.Language);
        db.Accounts.Add(row);
        trail.Note("account", row.Id, account.User);
        mails.AccountCreated(row, account.DisplayName, await manager.GeneratePasswordResetTokenAsync(row));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<PasswordVerdict> RegisterAsync(NewApplicant applicant, CancellationToken cancellationToken)
    {
        var id = EntityId.New<UserId>();
        var row = Create(id, $"applicant-{id.Value:N}", applicant.Email, applicant.Language);
        var verdict = SetPassword(row, applicant.Password);
        if (verdict != PasswordVerdict.Taken)
        {
            return verdict;
        }

        if (await db.Accounts.AnyAsync(x => x.NormalizedEmail == row.NormalizedEmail, cancellationToken))
        {
            await SendResetAsync(applicant.Email, cancellationToken);
            return PasswordVerdict.Taken;
        }

        db.Users.Add(User.Register(id, row.UserName!, applicant.DisplayName, [Role.Applicant]));
        db.Accounts.Add(row);
        trail.Note("account", row.Id, id);
        mails.ConfirmAddress(row, applicant.DisplayName, await manager.GenerateEmailConfirmationTokenAsync(row));
        await db.SaveChangesAsync(cancellationToken);
        return PasswordVerdict.Taken;
    }

    public async Task<bool> ConfirmAddressAsync(UserId user, string token, CancellationToken cancellationToken)
    {
        if (
            await db.Accounts.SingleOrDefaultAsync(x => x.Id == user.Value, cancellationToken) is not { } account
            || !(await manager.ConfirmEmailAsync(account, token)).Succeeded
        )
        {
            return false;
        }

        await trail.KeepAsync("account", user.Value, user, cancellationToken);
        return true;
    }

    public async Task SendResetAsync(string email, CancellationToken cancellationToken)
    {
        var address = manager.NormalizeEmail(email);
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(x => x.NormalizedEmail == address, cancellationToken) is not { } account)
        {
            return;
        }

        var id = new UserId(account.Id);
        var name = await db.Users.Where(x => x.Id == id).Select(x => x.DisplayName).SingleAsync(cancellationToken);
        mails.ResetPassword(account, name, await manager.GeneratePasswordResetTokenAsync(account));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<PasswordVerdict> ResetPasswordAsync(UserId user, string token, string password, CancellationToken cancellationToken)
    {
        if (
            await db.Accounts.SingleOrDefaultAsync(x => x.Id == user.Value, cancellationToken) is not { } account
            || !await manager.VerifyUserTokenAsync(
                account,
                manager.Options.Tokens.PasswordResetTokenProvider,
                UserManager<Account>.ResetPasswordTokenPurpose,
                token
            )
        )
        {
            return PasswordVerdict.LinkInvalid;
        }

        var verdict = SetPassword(account, password);
        if (verdict != PasswordVerdict.Taken)
        {
            return verdict;
        }

        // Whoever had the link had the mailbox.
        (account.EmailConfirmed, account.AccessFailedCount, account.LockoutEnd) = (true, 0, null);
        trail.Note("account", account.Id, user);
        mails.PasswordChanged(account, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await sessions.EndAllAsync(user, cancellationToken);
        return PasswordVerdict.Taken;
    }

    public async Task<UserId?> FindByExternalLoginAsync(string provider, string key, CancellationToken cancellationToken) =>
        await db.Set<IdentityUserLogin<Guid>>()
            .Where(x => x.LoginProvider == provider && x.ProviderKey == key)
            .Select(x => (Guid?)x.UserId)
            .SingleOrDefaultAsync(cancellationToken)
            is { } id
            ? new UserId(id)
            : null;

    public async Task LinkExternalLoginAsync(UserId user, string provider, string key, CancellationToken cancellationToken)
    {
        db.Add(
            new IdentityUserLogin<Guid>
            {
                UserId = user.Value,
                LoginProvider = provider,
                ProviderKey = key,
            }
        );
        trail.Note("account", user.Value, user);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task CloseAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await db.Accounts.SingleOrDefaultAsync(x => x.Id == user.Value, cancellationToken) is not { } account)
        {
            return;
        }

        await sessions.WithdrawConsentsAsync(user, null, cancellationToken);
        await sessions.EndAllAsync(user, cancellationToken);
        mails.Forget(account);
        // Its sessions and its logins elsewhere go with it.
        db.Accounts.Remove(account);
        trail.Note("account", user.Value, user);
        await db.SaveChangesAsync(cancellationToken);
    }

    // An unknown name takes as long as a wrong password: there is always a hash to compare with.
    private bool IsRight(Account? account, string password)
    {
        var hasher = manager.PasswordHasher;
        var hash = account?.PasswordHash ?? (decoy ??= hasher.HashPassword(new Account(), NewStamp()));
        var verdict = hasher.VerifyHashedPassword(account ?? new Account(), hash, password);
        return account?.PasswordHash is not null && verdict != PasswordVerificationResult.Failed;
    }

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private bool IsLeftFromDevelopment(string password) => !settings.IsDevelopment && password == ProviderSettings.DevelopmentPassword;

    private async Task<Account?> FindAsync(string login, string password, CancellationToken cancellationToken)
    {
        var name = manager.NormalizeName(login);
        var found = await db
            .Accounts.AsNoTracking()
            .FirstOrDefaultAsync(x => x.NormalizedUserName == name || x.NormalizedEmail == name, cancellationToken);
        return found is null && settings.IsDevelopment && password == ProviderSettings.DevelopmentPassword
            ? await OpenForDevelopmentAsync(login, cancellationToken)
            : found;
    }

    // In Development every registered user signs in with the one password, and has an account from then on.
    private async Task<Account?> OpenForDevelopmentAsync(string login, CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(x => x.UserName == login, cancellationToken) is not { } user)
        {
            return null;
        }

        var account = Create(user.Id, user.UserName, null, "fr");
        account.EmailConfirmed = true;
        account.PasswordHash = manager.PasswordHasher.HashPassword(account, ProviderSettings.DevelopmentPassword);
        db.Accounts.Add(account);
        await db.SaveChangesAsync(cancellationToken);
        return account;
    }

    private Account Create(UserId user, string userName, string? email, string language) =>
        new()
        {
            Id = user.Value,
            UserName = userName,
            NormalizedUserName = manager.NormalizeName(userName),
            Email = email,
            NormalizedEmail = manager.NormalizeEmail(email),
            Language = language,
            SecurityStamp = NewStamp(),
        };

    private PasswordVerdict SetPassword(Account account, string password)
    {
        password = PasswordRules.Normal(password);
        var verdict = PasswordRules.Judge(account, password);
        if (verdict != PasswordVerdict.Taken)
        {
            return verdict;
        }

        account.PasswordHash = manager.PasswordHasher.HashPassword(account, password);
        // Every link that was sent before is void.
        account.SecurityStamp = NewStamp();
        return PasswordVerdict.Taken;
    }

    // Counted before it is judged: many attempts at once are still many attempts.
    private async Task<bool> CountAttemptAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + Locked;
        return await db
                .Accounts.Where(x => x.Id == account && (x.LockoutEnd == null || x.LockoutEnd <= now))
                .ExecuteUpdateAsync(
                    x =>
                        x.SetProperty(y => y.LockoutEnd, y => y.AccessFailedCount + 1 >= MostAttempts ? until : (DateTimeOffset?)null)
                            .SetProperty(
                                y => y.AccessFailedCount,
                                y => y.AccessFailedCount + 1 >= MostAttempts ? 0 : y.AccessFailedCount + 1
                            ),
                    cancellationToken
                ) == 1;
    }

    private Task ForgetAttemptsAsync(Guid account, CancellationToken cancellationToken) =>
        db
            .Accounts.Where(x => x.Id == account)
            .ExecuteUpdateAsync(
                x => x.SetProperty(y => y.AccessFailedCount, 0).SetProperty(y => y.LockoutEnd, (DateTimeOffset?)null),
                cancellationToken
            );
}
