using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Platform.Audit;

namespace SocialInnovation.Api.Tests.Audit;

/// <summary>What the audit trail tells of marked members: no account number, and of a person's data a commitment only.</summary>
public sealed class AuditedValueTests
{
    private const string Iban = "FR7630006000011234567890189";

    [Fact]
    public void BankData_IsToldByItsEnd()
    {
        var change = Added(new Payee { Iban = Iban, Name = "Claire Martin" });

        Assert.Equal("****0189", change.After["iban"]!.GetValue<string>());
        Assert.DoesNotContain("3000", change.After.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BankData_ThatIsShort_IsNotToldAtAll() =>
        Assert.Equal("****", Added(new Payee { Iban = "BNPAFRPP", Name = "Claire Martin" }).After["iban"]!.GetValue<string>());

    [Fact]
    public void PersonalData_IsCommittedTo_UnderASaltOfItsOwn()
    {
        var payee = new Payee { Iban = Iban, Name = "Claire Martin" };
        var (one, other) = (Added(payee), Added(payee));

        var value = Assert.Single(one.Values.Committed);
        Assert.Equal("\"Claire Martin\"", value.Value);
        Assert.Equal(payee.PersonId.Value, value.Person);
        Assert.Equal(value.Commitment, one.After["name"]!["$commitment"]!.GetValue<string>());
        Assert.Equal(Commitments.Of(value.Value, value.Salt), value.Commitment);
        Assert.DoesNotContain("Claire", one.After.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEqual(value.Commitment, Assert.Single(other.Values.Committed).Commitment);
    }

    [Fact]
    public void WhatIsNotThere_StaysSo() => Assert.Empty(Added(new Payee { Iban = Iban, Name = null }).Values.Committed);

    private static AggregateChange Added(Payee payee)
    {
        using var context = new PayeeContext();
        context.Add(payee);
        return Assert.Single(AggregateChange.Collect(context.ChangeTracker));
    }

    private sealed class Payee : IAggregateRoot
    {
        public Guid Id { get; init; } = Guid.CreateVersion7();

        public UserId PersonId { get; init; } = new(Guid.CreateVersion7());

        [BankData]
        public string? Iban { get; init; }

        [NamesPerson(Of = nameof(PersonId))]
        public string? Name { get; init; }

        public int Version { get; init; }

        Guid IAggregateRoot.Key => Id;

        IReadOnlyCollection<IDomainEvent> IAggregateRoot.DomainEvents => [];

        void IAggregateRoot.ClearDomainEvents() { }
    }

    private sealed class PayeeContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");

        protected override void OnModelCreating(ModelBuilder model) =>
            model.Entity<Payee>().Property(x => x.PersonId).HasConversion(x => x.Value, x => new UserId(x));
    }
}
