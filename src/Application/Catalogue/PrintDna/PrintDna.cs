using FluentValidation;
using SocialInnovation.Application.Catalogue.ReadDna;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.PrintDna;

/// <summary>The published DNA of an innovation as a booklet to print: a PDF whose own words are French or English, by <c>Accept-Language</c>.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Version">Number of the published version that is wanted; the newest when not given.</param>
/// <param name="Language">Language of the booklet's words.</param>
/// <param name="Service">Scheme and host of the service.</param>
[Anonymous]
public sealed record GetDnaBooklet(InnovationId Id, int? Version, string Language, string Service) : IQuery<DnaBookletFile>;

/// <summary>A booklet as a file.</summary>
/// <param name="Content">The PDF.</param>
/// <param name="FileName">Its name.</param>
public sealed record DnaBookletFile(byte[] Content, string FileName);

internal sealed class GetDnaBookletValidator : AbstractValidator<GetDnaBooklet>
{
    public GetDnaBookletValidator() => RuleFor(x => x.Version).GreaterThan(0);
}

internal sealed class PrintDnaHandler(
    ShownDnas shown,
    IOrganisationLookup organisations,
    IPictures pictures,
    IPictureCodec codec,
    IDnaBooklet booklets,
    ILetterhead letterhead
) : IQueryHandler<GetDnaBooklet, DnaBookletFile>
{
    // Twice what a page's width shows in 150 dots per inch would weigh four times as much.
    private const int PrintWidth = 1_280;

    public async Task<Result<DnaBookletFile>> Handle(GetDnaBooklet request, CancellationToken cancellationToken)
    {
        var found = await shown.FindAsync(request.Id, request.Version, isPublic: true, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (innovation, version, dna) = (found.Value.Innovation, found.Value.Published!, found.Value.Dna);
        var names = innovation.OrganisationId is { } holder ? await organisations.NamesAsync([holder], cancellationToken) : null;
        var booklet = new BookletModel
        {
            Content = version.Content,
            Dna = DocumentAddress.Resolve(dna, request.Service),
            Themes = version.Content.Themes,
            Organisation = names?.Values.SingleOrDefault(),
            Version = version.Number,
            PublishedAt = version.PublishedAt,
            Source = $"{request.Service}/api/v1/innovations/{request.Id.Value}/versions/{version.Number}",
            Pictures = await PicturesAsync(version, request.Language, cancellationToken),
        };
        var file = booklets.Write(booklet, request.Language, letterhead.Sender);
        return new DnaBookletFile(file, $"{request.Id.Value}-{version.Number}-{request.Language}.pdf");
    }

    private async Task<IReadOnlyList<BookletPicture>> PicturesAsync(
        InnovationVersion version,
        string language,
        CancellationToken cancellationToken
    )
    {
        var printed = new List<BookletPicture>();
        foreach (var picture in version.Pictures)
        {
            if (await pictures.ReadAsync(picture.Id, PrintWidth, cancellationToken) is { } read)
            {
                printed.Add(
                    new BookletPicture(
                        In(language, picture.AlternativeFr, picture.AlternativeEn)!,
                        In(language, picture.CaptionFr, picture.CaptionEn),
                        picture.Credit,
                        read.Width,
                        read.Height,
                        codec.ForPrint(read.Content)
                    )
                );
            }
        }

        return printed;
    }

    private static string? In(string language, string? french, string? english) => language == "fr" ? french ?? english : english ?? french;
}
