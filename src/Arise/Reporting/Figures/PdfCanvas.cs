using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Arise.Reporting.Figures;

/// <summary>
/// Draws as PDF 1.4 (ISO 32000-1) on one page: everything is vectors, text stays text in Helvetica and Symbol, which
/// every reader has. The same figure gives the same bytes on one .NET release.
/// </summary>
internal sealed class PdfCanvas : Canvas
{
    // Quarter of a circle as a Bezier curve: distance of its inner points, in radii.
    private const double Bow = 0.5523;

    // In the encodings of the two fonts; all other letters beyond ASCII are those of WinAnsi.
    private static readonly Dictionary<char, byte> Symbols = new()
    {
        ['\u03B1'] = 0x61, ['\u03B2'] = 0x62, ['\u03B3'] = 0x67, ['\u03B4'] = 0x64, ['\u03B7'] = 0x68,
        ['\u03BC'] = 0x6D, ['\u03C3'] = 0x73, ['\u2212'] = 0x2D, ['\u221A'] = 0xD6, ['\u2264'] = 0xA3,
        ['\u2265'] = 0xB3,
    };

    private readonly StringBuilder _page = new();
    private readonly double _width;
    private readonly double _height;
    private readonly SortedSet<int> _opacities = [];

    public PdfCanvas(double width, double height) => (_width, _height) = (width, height);

    public override void Rectangle(Area area, Color fill) => Line(
        $"{Paint(fill)} rg {N(area.X)} {N(_height - area.Bottom)} {N(area.Width)} {N(area.Height)} re f");

    public override void Polyline(IReadOnlyList<Point> points, Color color, double width, double dash = 0) => Line(
        $"{Paint(color)} RG {N(width)} w 1 J 1 j [{(dash > 0 ? N(dash) : "")}] 0 d {Path(points)} S");

    public override void Polygon(IReadOnlyList<Point> points, Color fill, double opacity = 1)
    {
        int percent = (int)Math.Round(100 * opacity);
        _opacities.Add(percent);
        Line($"q /O{percent} gs {Paint(fill)} rg {Path(points)} h f Q");
    }

    public override void Disc(Point center, double radius, Color fill)
    {
        (double x, double y, double r, double b) = (center.X, _height - center.Y, radius, Bow * radius);
        Line($"{Paint(fill)} rg {N(x + r)} {N(y)} m"
            + $" {N(x + r)} {N(y + b)} {N(x + b)} {N(y + r)} {N(x)} {N(y + r)} c"
            + $" {N(x - b)} {N(y + r)} {N(x - r)} {N(y + b)} {N(x - r)} {N(y)} c"
            + $" {N(x - r)} {N(y - b)} {N(x - b)} {N(y - r)} {N(x)} {N(y - r)} c"
            + $" {N(x + b)} {N(y - r)} {N(x + r)} {N(y - b)} {N(x + r)} {N(y)} c f");
    }

    public override void Text(
        string text, Point at, double size, Anchor anchor = Anchor.Start, double angle = 0, bool halo = false)
    {
        text = StrokeFont.Shown(text);
        double shift = anchor == Anchor.Start ? 0
            : StrokeFont.Width(text, size) * (anchor == Anchor.Middle ? -0.5 : -1);
        (double sin, double cos) = Math.SinCos(angle * Math.PI / 180);
        string matrix = $"{N(cos)} {N(sin)} {N(-sin)} {N(cos)} {N(at.X + (shift * cos))} "
            + N(_height - at.Y + (shift * sin));
        if (halo)
            Line($"BT 1 1 1 RG 2 w 1 j 2 Tr {matrix} Tm {Letters(text, size)} ET");
        Line($"BT 0 0 0 rg 0 Tr {matrix} Tm {Letters(text, size)} ET");
    }

    public override void Image(Area area, PixelImage image) => image.ForEachRectangle(area, Rectangle);

    public override void Clip(Area area) => Line(
        $"q {N(area.X)} {N(_height - area.Bottom)} {N(area.Width)} {N(area.Height)} re W n");

    public override void EndClip() => Line("Q");

    /// <summary>Writes the document; the stream stays open.</summary>
    public void Write(Stream stream)
    {
        string states = string.Concat(_opacities.Select(
            percent => $"/O{percent} << /ca {N(percent / 100.0)} >> "));
        byte[] page = Deflate(_page.ToString());
        byte[][] objects =
        [
            Ascii("<< /Type /Catalog /Pages 2 0 R >>"),
            Ascii("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Ascii($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {N(_width)} {N(_height)}] /Contents 4 0 R "
                + $"/Resources << /Font << /T 5 0 R /S 6 0 R >> /ExtGState << {states}>> >> >>"),
            [
                .. Ascii($"<< /Length {page.Length} /Filter /FlateDecode >>\nstream\n"), .. page,
                .. Ascii("\nendstream"),
            ],
            Ascii("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
            Ascii("<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"),
        ];
        long start = 0;
        var offsets = new List<long>();
        Add(Ascii("%PDF-1.4\n"));
        for (int k = 0; k < objects.Length; k++)
        {
            offsets.Add(start);
            Add([.. Ascii($"{k + 1} 0 obj\n"), .. objects[k], .. Ascii("\nendobj\n")]);
        }

        long table = start;
        Add(Ascii($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n"
            + string.Concat(offsets.Select(offset => $"{offset:D10} 00000 n \n"))
            + $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));

        void Add(byte[] bytes)
        {
            stream.Write(bytes);
            start += bytes.Length;
        }
    }

    // Runs of letters of one font.
    private static string Letters(string text, double size)
    {
        var letters = new StringBuilder();
        for (int k = 0; k < text.Length;)
        {
            bool isSymbol = Symbols.ContainsKey(text[k]);
            int end = k;
            while (end < text.Length && Symbols.ContainsKey(text[end]) == isSymbol)
                end++;
            letters.Append(CultureInfo.InvariantCulture, $"/{(isSymbol ? 'S' : 'T')} {N(size)} Tf <");
            foreach (char letter in text[k..end])
                letters.Append(Code(letter).ToString("X2", CultureInfo.InvariantCulture));
            letters.Append("> Tj ");
            k = end;
        }

        return letters.ToString();
    }

    private static byte Code(char letter) => Symbols.TryGetValue(letter, out byte symbol) ? symbol
        : letter == '\u2013' ? (byte)0x96
        : letter is >= ' ' and <= '~' or >= '\u00A0' and <= '\u00FF' ? (byte)letter
        : (byte)'?';

    private static byte[] Deflate(string text)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new ZLibStream(bytes, CompressionLevel.Optimal))
            deflate.Write(Ascii(text));
        return bytes.ToArray();
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static string N(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Paint(Color color) => $"{N(color.R / 255.0)} {N(color.G / 255.0)} {N(color.B / 255.0)}";

    private string Path(IReadOnlyList<Point> points) => string.Join(' ', points.Select(
        (p, k) => $"{N(p.X)} {N(_height - p.Y)} {(k == 0 ? 'm' : 'l')}"));

    private void Line(string operators) => _page.Append(operators).Append('\n');
}
