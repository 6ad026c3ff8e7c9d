using SocialInnovation.Domain.Research;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Research;

public sealed class ResearchPartnerTests
{
    [Fact]
    public void Partner_BelongsToOneOfAKindAbove()
    {
        var kinds = Enum.GetValues<PartnerKind>();
        foreach (var kind in kinds)
        {
            foreach (var above in kinds)
            {
                var partner = Register(kind, parent: Register(above).Value);
                Assert.Equal(above < kind, !partner.IsFailure);
                Assert.True(above < kind || partner.Error == PartnerErrors.ParentNotAbove);
            }
        }
    }

    [Fact]
    public void Identifier_IsOfTheKindThatHasIt()
    {
        var organisation = AProfile() with { Ror = "04vfs2w97" };
        var person = AProfile() with { Orcid = "0000-0002-1825-0097" };

        Assert.False(Register(PartnerKind.University, organisation).IsFailure);
        Assert.False(Register(PartnerKind.Researcher, person).IsFailure);
        Assert.Equal(PartnerErrors.IdentifierMisplaced("ror"), Register(PartnerKind.Researcher, organisation).Error);
        Assert.Equal(PartnerErrors.IdentifierMisplaced("orcid"), Register(PartnerKind.School, person).Error);
        Assert.Equal(PartnerErrors.RorCheckDigits, Register(PartnerKind.School, organisation with { Ror = "04vfs2w96" }).Error);
        Assert.Equal(PartnerErrors.OrcidCheckDigit, Register(PartnerKind.Researcher, person with { Orcid = "0000-0002-1825-009X" }).Error);
    }

    [Fact]
    public void Replacing_KeepsTheKind_AndTakesTheRest()
    {
        var university = Register(PartnerKind.University).Value;
        var partner = Register(PartnerKind.Laboratory, parent: university).Value;

        Assert.False(partner.Replace(AProfile() with { Name = "Other" }, null).IsFailure);

        Assert.Equal((PartnerKind.Laboratory, "Other", null), (partner.Kind, partner.Name, partner.ParentId));
        var repeated = AProfile() with { Themes = ["culture", "culture"] };
        Assert.Equal(ResearchErrors.ThemeRepeated(1), partner.Replace(repeated, null).Error);
    }

    [Fact]
    public void Subject_IsPublishedThenClosed_AndThenStays()
    {
        var content = new SubjectContent
        {
            Direction = SubjectDirection.Sought,
            Kind = SubjectKind.Study,
            Title = "A study",
            Text = "Of something.",
            Themes = ["culture"],
            PartnerId = new ResearchPartnerId(Guid.CreateVersion7()),
        };
        var subject = ResearchSubject.Draft(new ResearchSubjectId(Guid.CreateVersion7()), content).Value;

        Assert.Equal(SubjectErrors.NotPublished, subject.Close().Error);
        Assert.False(subject.Publish(DateTimeOffset.UnixEpoch).IsFailure);
        Assert.Equal(SubjectErrors.NotDraft, subject.Publish(DateTimeOffset.UnixEpoch).Error);
        Assert.False(subject.Replace(content with { Title = "Another" }).IsFailure);
        Assert.False(subject.Close().IsFailure);
        Assert.Equal(SubjectErrors.Closed, subject.Replace(content).Error);
        Assert.Equal("Another", subject.Title);
    }

    private static PartnerProfile AProfile() => new() { Name = "Any", Themes = ["culture"] };

    private static Result<ResearchPartner> Register(PartnerKind kind, PartnerProfile? profile = null, ResearchPartner? parent = null) =>
        ResearchPartner.Register(new ResearchPartnerId(Guid.CreateVersion7()), kind, profile ?? AProfile(), parent);
}
