using System.Globalization;

namespace Arise.Reporting.Figures;

/// <summary>
/// The letters of PNG figures, drawn for this library as strokes (stroke_font.csv); their widths are about those of
/// Helvetica, which the SVG figures ask for, so that both have the same layout. Coordinates are tenths of the font
/// size from the left end of the baseline, y up. A stroke is a list of points x:y and of elliptic arcs
/// @x:y:rx:ry:from:to (center, radii, degrees), joined by straight lines.
/// </summary>
internal static class StrokeFont
{
    private const double DegreesPerSegment = 10;

    private static readonly Dictionary<char, Glyph> Glyphs = ReadTable();

    private static readonly Glyph Unknown =
        new(5.56, [[new(0.8, 0), new(4.8, 0), new(4.8, 7.2), new(0.8, 7.2), new(0.8, 0)]]);

    /// <summary>Width of the letter and its strokes.</summary>
    public sealed record Glyph(double Advance, Point[][] Strokes);

    /// <summary>The strokes of a letter; an empty box for one that the font does not have.</summary>
    public static Glyph Of(char letter) => Glyphs.GetValueOrDefault(letter, Unknown);

    /// <summary>A text as figures show it: control characters escaped, and cut where it fits on no page.</summary>
    public static string Shown(string text)
    {
        const int most = 120;
        string shown = VisibleText.Of(text.Length > most ? text[..most] : text);
        return text.Length > most ? shown + "..." : shown;
    }

    /// <summary>Width of a text in the unit of the font size.</summary>
    public static double Width(string text, double size) => Shown(text).Sum(letter => Of(letter).Advance) * size / 10;

    private static Dictionary<char, Glyph> ReadTable()
    {
        using Stream stream =
            typeof(StrokeFont).Assembly.GetManifestResourceStream("Arise.Reporting/Figures/stroke_font.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var glyphs = new Dictionary<char, Glyph>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            char letter = (char)Convert.ToInt32(cells[0].Split(' ')[0], 16);
            Point[][] strokes = [.. cells[2]
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(stroke => stroke.Split(' ').SelectMany(Points).ToArray())];
            glyphs.Add(letter, new Glyph(Number(cells[1]), strokes));
        }

        return glyphs;
    }

    private static IEnumerable<Point> Points(string item)
    {
        double[] n = [.. item.TrimStart('@').Split(':').Select(Number)];
        if (n.Length == 2)
            return [new Point(n[0], n[1])];
        int segments = (int)Math.Ceiling(Math.Abs(n[5] - n[4]) / DegreesPerSegment);
        return Enumerable.Range(0, segments + 1).Select(k =>
        {
            double angle = (n[4] + ((n[5] - n[4]) * k / segments)) * Math.PI / 180;
            return new Point(n[0] + (n[2] * Math.Cos(angle)), n[1] + (n[3] * Math.Sin(angle)));
        });
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
