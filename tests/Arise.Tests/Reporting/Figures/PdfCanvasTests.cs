using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Arise.Reporting.Figures;

namespace Arise.Tests.Reporting.Figures;

public class PdfCanvasTests
{
    private static readonly byte[] File = Write();

    // Latin-1 keeps bytes and characters one to one.
    private static readonly string Whole = Encoding.Latin1.GetString(File);

    // ISO 32000-1, 7.5: the number behind startxref is where the table begins, and every entry is where an object does.
    [Fact]
    public void The_table_says_where_the_objects_are()
    {
        Assert.StartsWith("%PDF-1.4\n", Whole, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF\n", Whole, StringComparison.Ordinal);
        int table = int.Parse(Regex.Match(Whole, "startxref\n([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 7\n0000000000 65535 f \n", Whole[table..], StringComparison.Ordinal);
        MatchCollection entries = Regex.Matches(Whole[table..], "([0-9]{10}) 00000 n \n");
        Assert.Equal(6, entries.Count);
        for (int k = 0; k < entries.Count; k++)
        {
            int at = int.Parse(entries[k].Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.StartsWith($"{k + 1} 0 obj\n", Whole[at..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_has_the_size_of_the_figure_in_points() =>
        Assert.Contains("/MediaBox [0 0 200 100]", Whole, StringComparison.Ordinal);

    // y runs up in a PDF: what begins 10 below the upper edge and is 20 high ends 70 above the lower one.
    [Fact]
    public void Rectangles_are_where_they_were_drawn() =>
        Assert.Contains("1 0 0 rg 5 70 30 20 re f\n", Page(), StringComparison.Ordinal);

    // "x / " and the A with a ring in WinAnsi (C5); the Greek letter alpha has the code 61 of Symbol.
    [Fact]
    public void Text_stays_text()
    {
        Assert.Contains("/T 8 Tf <78202F20C5> Tj", Page(), StringComparison.Ordinal);
        Assert.Contains("/S 8 Tf <61> Tj", Page(), StringComparison.Ordinal);
    }

    private static string Page()
    {
        int length = int.Parse(
            Regex.Match(Whole, "/Length ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        int start = Whole.IndexOf("stream\n", StringComparison.Ordinal) + "stream\n".Length;
        using var inflate = new ZLibStream(
            new MemoryStream(File, start, length), CompressionMode.Decompress);
        using var reader = new StreamReader(inflate, Encoding.ASCII);
        return reader.ReadToEnd();
    }

    private static byte[] Write()
    {
        var canvas = new PdfCanvas(200, 100);
        canvas.Rectangle(new Area(5, 10, 30, 20), new Color(255, 0, 0));
        canvas.Polygon([new(0, 0), new(10, 0), new(0, 10)], Color.Gray, 0.5);
        canvas.Text("x / \u00C5\u03B1", new Point(20, 50), 8);
        using var stream = new MemoryStream();
        canvas.Write(stream);
        return stream.ToArray();
    }
}
