namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Where a person stands after signing in for nothing in particular.</summary>
public sealed class SignedInPage : AccountPage
{
    public override string TitleKey => "signed-in.title";
}
