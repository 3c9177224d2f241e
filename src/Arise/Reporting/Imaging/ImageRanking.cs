using System.Globalization;
using Arise.Microscopy;
using Arise.Microscopy.Quality;
using Arise.Recognition;

namespace Arise.Reporting.Imaging;

/// <summary>
/// Orders images by how sure their class is, or by how good they are: <c>rank.csv</c> with a row for every image, those
/// that cannot be used last, and <c>contact_sheet.png</c> with small pictures of the first ones.
/// </summary>
public sealed class ImageRanking
{
    private readonly List<RankedImage> _images = [];

    /// <summary>Adds an image.</summary>
    /// <param name="file">Where it was read from.</param>
    /// <param name="image">The image; not kept.</param>
    /// <param name="found">Its atoms.</param>
    /// <param name="quality">How good it is.</param>
    /// <param name="classification">What the atoms form; null where that cannot be told.</param>
    /// <param name="problem">Why it cannot be told.</param>
    public void Add(
        string file,
        MicroscopeImage image,
        FoundAtoms found,
        ImageQuality quality,
        Classification? classification,
        string? problem = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(quality);
        _images.Add(new RankedImage(file, image.Name)
        {
            Atoms = found.Atoms.Length,
            Quality = quality,
            Classification = classification,
            Problem = problem is null ? null : Reason(problem, file, image.Name),
            Thumbnail = ContactSheet.Thumbnail(image, found),
        });
    }

    /// <summary>Adds an image without atoms, or a file that cannot be read.</summary>
    /// <param name="file">Where it was read from.</param>
    /// <param name="image">The image; null where it could not be read.</param>
    /// <param name="problem">Why, a sentence.</param>
    public void AddProblem(string file, MicroscopeImage? image, string problem) => _images.Add(
        new RankedImage(file, image?.Name)
        {
            Problem = Reason(problem, file, image?.Name),
            Thumbnail = image is null ? null : ContactSheet.Thumbnail(image),
        });

    /// <summary>
    /// The images in order. Of an image that is like no class the mutual information says only how far the passes agree
    /// on the nearest one, so it comes after those whose class is known. Those without the figure come last, in the
    /// order in which they came.
    /// </summary>
    public IReadOnlyList<RankedImage> InOrder(ImageOrder order)
    {
        IOrderedEnumerable<RankedImage> sorted = order == ImageOrder.Quality
            ? _images.OrderByDescending(image => image.Quality?.Score ?? -1)
            : _images.OrderBy(image => image.Classification?.Verdict is null or Verdict.Doubtful or Verdict.Unknown)
                .ThenBy(image => Rounded(image.Classification) ?? double.PositiveInfinity)
                .ThenByDescending(image => image.Quality?.Score ?? -1);
        return [.. sorted];
    }

    /// <summary>Writes the table and the pictures.</summary>
    /// <param name="folder">Where to; it exists.</param>
    /// <param name="order">What the images are ordered by.</param>
    /// <exception cref="IOException">Nothing can be written.</exception>
    public void Write(string folder, ImageOrder order)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        IReadOnlyList<RankedImage> images = InOrder(order);
        var table = new ReportTable(
            "rank", "file", "page", "class", "name", "probability", "verdict", "mutual_information", "quality",
            "signal_to_noise", "counts_per_pixel", "dose", "information_limit", "information_limit_unit", "anisotropy",
            "row_jitter", "atom_width", "usable_share", "atoms", "problem");
        foreach ((int index, RankedImage image) in images.Index())
        {
            Classification? classified = image.Classification;
            ImageQuality? quality = image.Quality;
            bool isKnown = quality?.PixelSize is not null;
            table.Add(
                Whole(index + 1), image.File, image.Page ?? "", classified?.Best?.Label ?? "",
                classified?.Best?.Name ?? "", Text(classified?.Best?.Probability),
                classified?.Best is null ? "" : classified.Verdict.ToString().ToLowerInvariant(),
                Text(classified?.MutualInformation), Text(quality?.Score), Text(quality?.SignalToNoise),
                Text(quality?.CountsPerPixel), Text(quality?.Dose),
                Text(isKnown ? quality?.InformationLimitPerAngstrom : quality?.InformationLimit),
                quality is null ? "" : isKnown ? "1/Angstrom" : "1/pixel", Text(quality?.Anisotropy),
                Text(quality?.RowJitter), Text(quality?.AtomWidth), Text(quality?.UsableShare),
                quality is null ? "" : Whole(image.Atoms), image.Problem ?? "");
        }

        table.WriteCsv(Path.Combine(folder, "rank.csv"));
        ContactSheet.Write(Path.Combine(folder, "contact_sheet.png"), images);
    }

    // The file and the page have columns of their own.
    internal static string Reason(string problem, string file, string? page)
    {
        string[] places = page is null ? [file] : [$"{file}, {page}", $"{file}: {page}", file];
        string? known = Array.Find(
            places, place => problem.StartsWith(place + ": ", StringComparison.Ordinal));
        return known is null ? problem : problem[(known.Length + 2)..];
    }

    // Answers that differ by less are equally sure.
    private static double? Rounded(Classification? classification) =>
        classification?.Best is null ? null : Math.Round(classification.MutualInformation, 2);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "";
}
