using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml.Linq;
using Arise.Reporting.Figures;

namespace Arise.Tests.Reporting.Figures;

public class FigureTests
{
    private static readonly Cells Grid = new(4, 3, 0, 1, 0, 1);

    [Fact]
    public void Row_zero_of_a_map_is_at_the_bottom_and_column_zero_at_the_left()
    {
        double[] values = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5];
        (Color[,] pixels, double scale) = Draw(new Panel(new Axis(""), new Axis(""), new HeatMap(Grid, values, "z"))
        {
            Width = 200,
            Height = 150,
        });
        (int left, int top, int right, int bottom) = Frame(pixels);
        Assert.Equal(200 * scale, right - left, 2.0);
        Assert.Equal(150 * scale, bottom - top, 2.0);
        int dx = (right - left) / 8, dy = (bottom - top) / 6;
        Assert.Equal(SequentialColors.At(0), pixels[left + dx, bottom - dy]);
        Assert.Equal(SequentialColors.At(0.5), pixels[right - dx, top + dy]);
        Assert.Equal(SequentialColors.At(1), pixels[left + dx, top + dy]);
    }

    [Fact]
    public void Reversed_axes_mirror_the_map()
    {
        double[] values = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        var map = new HeatMap(Grid, values, "z");
        (Color[,] pixels, _) = Draw(new Panel(new Axis("") { Reversed = true }, new Axis("") { Reversed = true }, map));
        (int left, int top, int right, int bottom) = Frame(pixels);
        Assert.Equal(
            SequentialColors.At(0), pixels[right - ((right - left) / 8), top + ((bottom - top) / 6)]);
    }

    [Fact]
    public void Categories_have_their_colors_and_empty_cells_are_white()
    {
        int[] categories = [0, 0, 1, 1, 0, 0, 1, 1, -1, -1, 2, 2];
        (Color[,] pixels, _) = Draw(new Panel(
            new Axis(""), new Axis(""), new CategoryMap(Grid, categories, ["a", "b", "c", "absent"])));
        (int left, int top, int right, int bottom) = Frame(pixels);
        int dx = (right - left) / 8, dy = (bottom - top) / 6;
        Assert.Equal(CategoryStyle.Of(0).Fill, pixels[left + dx, bottom - dy]);
        Assert.Equal(CategoryStyle.Of(1).Fill, pixels[right - dx, bottom - dy]);
        Assert.Equal(CategoryStyle.Of(2).Fill, pixels[right - dx, top + dy]);
        Assert.Equal(Color.White, pixels[left + dx, top + dy]);
    }

    [Fact]
    public void Svg_stays_well_formed_whatever_a_text_holds()
    {
        const string rubbish = "\u001b]0;x\a \0\v\u0085\u202e\ufffe\uffff <&\"'>";
        XDocument svg = Svg(new Figure(new Panel(
            new Axis($"x / {rubbish}"), new Axis("y"), new Series([0, 1], [0, 1]) { Name = rubbish + "\ud800" }))
        {
            Title = "\udc00" + rubbish,
        });
        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.Contains(texts, text => text.StartsWith("x / \\x1b]0;x\\x07 \\x00\\x0b", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.EndsWith("<&\"'>\\ud800", StringComparison.Ordinal));
        Assert.DoesNotContain(string.Concat(texts), VisibleText.IsHidden);
    }

    [Fact]
    public void A_text_that_fits_on_no_page_is_cut()
    {
        string longest = new('x', 100_000);
        var figure = new Figure(new Panel(
            new Axis(longest), new Axis(longest), new Series([0, 1], [0, 1]) { Name = longest })) { Title = longest };
        using var png = new MemoryStream();
        figure.WritePng(png);
        Assert.InRange(png.Length, 100, 1 << 22);
        string[] texts = [.. Svg(figure).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.Equal(4, texts.Count(text => text == new string('x', 120) + "..."));
    }

    [Fact]
    public void Svg_is_well_formed_and_says_everything_as_text()
    {
        var figure = new Figure(new Panel(
            new Axis("x / Å"),
            new Axis("a < b & c"),
            new CategoryMap(Grid, [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1], ["fcc", "bcc", "absent"]),
            new Note(2, 1, "c/a = 1"))
        {
            Title = "classes",
        });
        XDocument svg = Svg(figure);
        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        foreach (string expected in new[] { "x / Å", "a < b & c", "fcc", "bcc", "c/a = 1", "classes", "0" })
            Assert.Contains(expected, texts);
        Assert.DoesNotContain("absent", texts);
    }

    [Theory]
    [InlineData(0, 1e-5)]
    [InlineData(-123456, 654321)]
    [InlineData(3, 6)]
    [InlineData(99.2, 99.9)]
    public void Labels_do_not_overlap_and_stay_on_the_page(double low, double high)
    {
        double[] ends = [low, high];
        XDocument svg = Svg(new Figure(
            new Panel(new Axis("x"), new Axis("y"), new Series(ends, ends) { Name = "a long name of a series" }),
            new Panel(new Axis("x"), new Axis("y"), new HeatMap(Grid, [.. new double[11], high], "a title"))));
        double width = Width(svg);
        var boxes = svg.Descendants()
            .Where(e => e.Name.LocalName == "text" && e.Attribute("transform") is null)
            .Select(Box)
            .ToList();
        Assert.All(boxes, box => Assert.InRange(box.Left, 0, width));
        Assert.All(boxes, box => Assert.InRange(box.Right, 0, width));
        for (int i = 0; i < boxes.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool apart = boxes[i].Right <= boxes[j].Left || boxes[j].Right <= boxes[i].Left
                    || boxes[i].Bottom <= boxes[j].Top || boxes[j].Bottom <= boxes[i].Top;
                Assert.True(apart, $"'{boxes[i].Text}' covers '{boxes[j].Text}'");
            }
        }
    }

    [Fact]
    public void The_same_figure_has_the_same_bytes()
    {
        byte[] Png()
        {
            using var stream = new MemoryStream();
            new Figure(new Panel(new Axis("x"), new Axis("y"), new Series([1, 2, 3], [2, 5, 1]) { Markers = true }))
                .WritePng(stream);
            return stream.ToArray();
        }

        Assert.Equal(Png(), Png());
    }

    [Fact]
    public void Only_svg_png_and_pdf_are_written()
    {
        var figure = new Figure(new Panel(new Axis("x"), new Axis("y"), new Series([1], [1])));
        Assert.Throws<ArgumentException>(() => figure.Write("figure.eps"));
        Assert.False(File.Exists("figure.eps"));
    }

    // 180 mm at 72 points an inch; letters keep their size.
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Many_panels_shrink_to_the_width_of_a_page(int panels)
    {
        var figure = new Figure([.. Enumerable.Range(0, panels).Select(k => new Panel(
            new Axis("x / Å"), new Axis("y / Å"), new Series([0, 1], [0, 1])) { Title = $"panel {k}" })])
        {
            Columns = panels,
        };
        XDocument svg = Svg(figure);
        Assert.InRange(Width(svg), 0.9 * 180 / 25.4 * 72, 180 / 25.4 * 72);
        Assert.Equal(Width(svg) * 25.4 / 72, Number(svg.Root!.Attribute("width")!.Value[..^2]), 0.02);
        Assert.All(
            svg.Descendants().Where(e => e.Name.LocalName == "text"),
            text => Assert.InRange(Number(text.Attribute("font-size")!.Value), 7, 9));
    }

    [Fact]
    public void Panels_with_one_range_share_a_bar_and_those_with_the_same_names_a_legend()
    {
        Panel Heat(string title) => new(new Axis("x"), new Axis("y"), new HeatMap(Grid, new double[12], title)
        {
            Minimum = 0, Maximum = 1,
        });
        Panel Classes(params int[] classes) => new(new Axis("x"), new Axis("y"), new CategoryMap(
            Grid, [.. Enumerable.Range(0, 12).Select(k => classes[k % classes.Length])], ["fcc", "bcc", "hcp"]));
        Figure[] figures =
        [
            new(Heat("p"), Heat("p"), Heat("q"), Heat("p")), new(Classes(0, 1), Classes(1, 2), Classes(0)),
        ];
        string[][] texts = [.. figures.Select(figure => Svg(figure).Descendants()
            .Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToArray())];
        Assert.Equal([1, 1], new[] { "p", "q" }.Select(title => texts[0].Count(text => text == title)));
        Assert.Equal([1, 1, 1], new[] { "fcc", "bcc", "hcp" }.Select(name => texts[1].Count(text => text == name)));
    }

    // Rectangles, which every program draws sharp: an enlarged image is smoothed by some.
    [Fact]
    public void Maps_are_vectors_and_cover_their_cells_once()
    {
        int[] categories = [0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 2];
        var map = new CategoryMap(Grid, categories, ["a", "b", "c"])
        {
            Styles = [.. new[] { Hatch.None, Hatch.Rising, Hatch.Falling }.Select(
                (hatch, k) => new CategoryStyle(CategoryStyle.Of(k).Fill, hatch))],
        };
        XDocument svg = Svg(new Figure(new Panel(new Axis("x"), new Axis("y"), map) { Width = 200, Height = 150 }));
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "image");
        string[] paths = [.. svg.Descendants().Where(e => e.Name.LocalName == "path")
            .Select(e => e.Attribute("d")!.Value)];
        Assert.Equal(3, paths.Length);
        double area = paths.Sum(path => System.Text.RegularExpressions.Regex
            .Matches(path, "h(?<w>[0-9.]+)v(?<h>[0-9.]+)")
            .Sum(match => Number(match.Groups["w"].Value) * Number(match.Groups["h"].Value)));
        Assert.Equal(200 * 150, area, 1.0);

        // Stripes have three tenths of what they lie on: two thirds of the plot.
        double hatched = svg.Descendants()
            .Where(e => e.Name.LocalName == "polygon" && e.Parent!.Attribute("clip-path") is not null)
            .Sum(e => Surface(e.Attribute("points")!.Value));
        Assert.Equal(0.3 * 200 * 150 * 2 / 3, hatched, 150.0);

        static double Surface(string points)
        {
            (double X, double Y)[] p = [.. points.Split(' ').Select(one => one.Split(','))
                .Select(one => (Number(one[0]), Number(one[1])))];
            return Math.Abs(p.Select((from, k) => (from, to: p[(k + 1) % p.Length]))
                .Sum(side => (side.from.X * side.to.Y) - (side.to.X * side.from.Y))) / 2;
        }
    }

    [Fact]
    public void Values_that_do_not_fill_the_cells_are_refused()
    {
        var figure = new Figure(new Panel(new Axis("x"), new Axis("y"), new HeatMap(Grid, [1, 2], "z")));
        Assert.Throws<ArgumentException>(() => figure.WriteSvg(Stream.Null));
    }

    private static double Width(XDocument svg) => Number(svg.Root!.Attribute("viewBox")!.Value.Split(' ')[2]);

    private static double Number(string text) =>
        double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static (string Text, double Left, double Right, double Top, double Bottom) Box(XElement text)
    {
        double size = Number(text.Attribute("font-size")!.Value);
        double width = StrokeFont.Width(text.Value, size);
        double x = Number(text.Attribute("x")!.Value), y = Number(text.Attribute("y")!.Value);
        double left = text.Attribute("text-anchor")?.Value switch
        {
            "middle" => x - (width / 2),
            "end" => x - width,
            _ => x,
        };
        return (text.Value, left, left + width, y - (0.72 * size), y);
    }

    private static XDocument Svg(Figure figure)
    {
        using var stream = new MemoryStream();
        figure.WriteSvg(stream);
        stream.Position = 0;
        return XDocument.Load(stream);
    }

    // The frame is the outermost black rectangle: its left and lower sides are the longest dark lines.
    private static (int Left, int Top, int Right, int Bottom) Frame(Color[,] pixels)
    {
        (int width, int height) = (pixels.GetLength(0), pixels.GetLength(1));
        bool Dark(int x, int y) => pixels[x, y].R < 120 && pixels[x, y].G < 120 && pixels[x, y].B < 120;
        int[] xs = [.. Enumerable.Range(0, width)], ys = [.. Enumerable.Range(0, height)];
        int[] columns = [.. xs.Where(x => ys.Count(y => Dark(x, y)) > height / 2)];
        int[] rows = [.. ys.Where(y => xs.Count(x => Dark(x, y)) > width / 2)];
        int left = columns[0];
        int right = Enumerable.Range(left, width - left).TakeWhile(x => Dark(x, rows[0])).Last();
        return (left, rows[0], right, rows[^1]);
    }

    private static (Color[,] Pixels, double Scale) Draw(Panel panel)
    {
        using var stream = new MemoryStream();
        new Figure(panel).WritePng(stream, 144);
        return (ReadPng(stream.ToArray()), 2);
    }

    // Eight-bit RGB without filters, as RFC 2083 says; checks lengths and chunk order on the way.
    private static Color[,] ReadPng(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        (int width, int height) = (0, 0);
        var names = new List<string>();
        using var data = new MemoryStream();
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            string name = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            names.Add(name);
            if (name == "IHDR")
            {
                width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8));
                height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 12));
                Assert.Equal([8, 2, 0, 0, 0], png[(at + 16)..(at + 21)]);
            }
            else if (name == "IDAT")
            {
                data.Write(png, at + 8, length);
            }

            at += 12 + length;
        }

        Assert.Equal(["IHDR", "pHYs", "IDAT", "IEND"], names);
        // The check value of the empty chunk IEND is a published constant.
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], png[^4..]);
        data.Position = 0;
        using var inflate = new ZLibStream(data, CompressionMode.Decompress);
        var row = new byte[1 + (3 * width)];
        var pixels = new Color[width, height];
        for (int y = 0; y < height; y++)
        {
            inflate.ReadExactly(row);
            Assert.Equal(0, row[0]);
            for (int x = 0; x < width; x++)
                pixels[x, y] = new Color(row[1 + (3 * x)], row[2 + (3 * x)], row[3 + (3 * x)]);
        }

        Assert.Equal(-1, inflate.ReadByte());
        return pixels;
    }
}
