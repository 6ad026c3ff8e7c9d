namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Where a person stands after signing out.</summary>
public sealed class SignedOutPage : AccountPage
{
    public override string TitleKey => "signed-out.title";
}
