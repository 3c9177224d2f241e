using System.Globalization;
using Arise.Files;
using Arise.Microscopy;
using Arise.Reporting.Figures;

namespace Arise.Reporting.Imaging;

/// <summary>Small pictures of many images on one page, each with its name, class and figures, as PNG.</summary>
internal static class ContactSheet
{
    /// <summary>How many images there are on a page at most.</summary>
    public const int Most = 200;

    private const int Columns = 5;
    private const double Side = 96, Gap = 12, Below = 44, LetterSize = 7;
    private const double PixelsPerInch = 144;

    /// <summary>The picture of an image, at most as large as its place on the page.</summary>
    /// <param name="image">The image.</param>
    /// <param name="atoms">What was found in it; null for nothing.</param>
    public static PixelImage Thumbnail(MicroscopeImage image, FoundAtoms? atoms = null) => ImageOverlay.Gray(
        image, Math.Min(1, Side * PixelsPerInch / 72 / Math.Max(image.Width, image.Height)), 0, atoms: atoms);

    /// <summary>Writes the page.</summary>
    /// <param name="path">The file, .png.</param>
    /// <param name="images">The images in order; only the first are shown.</param>
    public static void Write(string path, IReadOnlyList<RankedImage> images)
    {
        int count = Math.Min(images.Count, Most), rows = Math.Max(1, (count + Columns - 1) / Columns);
        var canvas = new PixelCanvas(
            (Columns * (Side + Gap)) + Gap, (rows * (Side + Below)) + Gap, PixelsPerInch);
        for (int k = 0; k < count; k++)
        {
            Draw(
                canvas, images[k], k + 1, Gap + (k % Columns * (Side + Gap)), Gap + (k / Columns * (Side + Below)));
        }

        using var file = new ReplacingFile(path);
        canvas.Pixels.WritePng(file.Stream, PixelsPerInch);
        file.Commit();
    }

    private static void Draw(PixelCanvas canvas, RankedImage image, int number, double x, double y)
    {
        if (image.Thumbnail is { } picture)
        {
            double scale = Side / Math.Max(picture.Width, picture.Height);
            (double width, double height) = (picture.Width * scale, picture.Height * scale);
            canvas.Image(new Area(x + ((Side - width) / 2), y + ((Side - height) / 2), width, height), picture);
        }
        else
        {
            canvas.Rectangle(new Area(x, y, Side, Side), Color.Missing);
        }

        string[] lines =
        [
            $"{number}. {image.Title}",
            image.ClassText
                ?? (image.Quality is not null ? "no class" : image.Thumbnail is null ? "not read" : "no atoms"),
            Figures(image),
        ];
        for (int line = 0; line < lines.Length; line++)
        {
            canvas.Text(
                Cut(lines[line]), new Point(x, y + Side + 9 + (line * (LetterSize + 2.5))), LetterSize);
        }
    }

    private static string Figures(RankedImage image)
    {
        if (image.Quality is not { } quality)
            return "";
        string score = string.Create(CultureInfo.InvariantCulture, $"quality {quality.Score:F2}");
        return image.Classification is { Best: not null } classified
            ? string.Create(CultureInfo.InvariantCulture, $"{classified.MutualInformation:F2} bit, {score}") : score;
    }

    // Names of a series differ at their ends.
    private static string Cut(string text)
    {
        string cut = text;
        for (int length = text.Length - 1; length > 0 && StrokeFont.Width(cut, LetterSize) > Side; length--)
            cut = $"{text[..(length / 2)]}...{text[^(length - (length / 2))..]}";
        return cut;
    }
}
