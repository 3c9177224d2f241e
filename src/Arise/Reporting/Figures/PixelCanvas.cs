namespace Arise.Reporting.Figures;

/// <summary>
/// Draws on pixels. Edges are smoothed: a pixel takes a color by the share of it that is covered, exact for
/// rectangles, by the distance from the edge for lines and circles, and by 4 x 4 samples for polygons.
/// </summary>
internal sealed class PixelCanvas : Canvas
{
    private const int Samples = 4;
    private const double LetterWidth = 0.085;

    private readonly double _scale;
    private Area _clip;

    /// <summary>A white page of this size in points.</summary>
    public PixelCanvas(double width, double height, double pixelsPerInch)
    {
        _scale = pixelsPerInch / 72;
        Pixels = new PixelImage((int)Math.Ceiling(width * _scale), (int)Math.Ceiling(height * _scale));
        EndClip();
    }

    /// <summary>What has been drawn.</summary>
    public PixelImage Pixels { get; }

    public override void Rectangle(Area area, Color fill)
    {
        double left = Math.Max(area.X * _scale, _clip.X), right = Math.Min(area.Right * _scale, _clip.Right);
        double top = Math.Max(area.Y * _scale, _clip.Y), bottom = Math.Min(area.Bottom * _scale, _clip.Bottom);
        for (int y = (int)Math.Floor(top); y < bottom; y++)
        {
            double rows = Math.Min(y + 1, bottom) - Math.Max(y, top);
            for (int x = (int)Math.Floor(left); x < right; x++)
                Pixels.Blend(x, y, fill, rows * (Math.Min(x + 1, right) - Math.Max(x, left)));
        }
    }

    public override void Polyline(IReadOnlyList<Point> points, Color color, double width, double dash = 0)
    {
        Point[] scaled = [.. points.Select(p => new Point(p.X * _scale, p.Y * _scale))];
        double half = Math.Max(width * _scale, 1) / 2;
        foreach (Point[] piece in dash > 0 ? Dashes(scaled, dash * _scale) : [scaled])
            Stroke(piece, color, half);
    }

    public override void Polygon(IReadOnlyList<Point> points, Color fill, double opacity = 1)
    {
        Point[] p = [.. points.Select(q => new Point(q.X * _scale, q.Y * _scale))];
        for (int y = (int)Math.Floor(p.Min(q => q.Y)); y <= p.Max(q => q.Y); y++)
        {
            for (int x = (int)Math.Floor(p.Min(q => q.X)); x <= p.Max(q => q.X); x++)
            {
                int inside = 0;
                for (int s = 0; s < Samples * Samples; s++)
                {
                    double px = x + (((s % Samples) + 0.5) / Samples), py = y + (((s / Samples) + 0.5) / Samples);
                    inside += IsInside(p, px, py) ? 1 : 0;
                }

                Cover(x, y, fill, opacity * inside / (Samples * Samples));
            }
        }
    }

    public override void Disc(Point center, double radius, Color fill)
    {
        (double cx, double cy, double r) = (center.X * _scale, center.Y * _scale, radius * _scale);
        for (int y = (int)Math.Floor(cy - r - 1); y <= cy + r + 1; y++)
        {
            for (int x = (int)Math.Floor(cx - r - 1); x <= cx + r + 1; x++)
                Cover(x, y, fill, Math.Clamp(r + 0.5 - Distance(x + 0.5 - cx, y + 0.5 - cy), 0, 1));
        }
    }

    public override void Text(
        string text, Point at, double size, Anchor anchor = Anchor.Start, double angle = 0, bool halo = false)
    {
        text = StrokeFont.Shown(text);
        double unit = size / 10;
        double shift = anchor switch
        {
            Anchor.Start => 0,
            Anchor.Middle => -StrokeFont.Width(text, size) / 2,
            _ => -StrokeFont.Width(text, size),
        };
        (double sin, double cos) = Math.SinCos(angle * Math.PI / 180);
        var strokes = new List<Point[]>();
        foreach (char letter in text)
        {
            StrokeFont.Glyph glyph = StrokeFont.Of(letter);
            foreach (Point[] stroke in glyph.Strokes)
            {
                strokes.Add([.. stroke.Select(p =>
                {
                    (double x, double y) = (shift + (p.X * unit), p.Y * unit);
                    return new Point(at.X + (x * cos) - (y * sin), at.Y - (x * sin) - (y * cos));
                })]);
            }

            shift += glyph.Advance * unit;
        }

        if (halo)
            strokes.ForEach(stroke => Polyline(stroke, Color.White, (LetterWidth * size) + 2));
        strokes.ForEach(stroke => Polyline(stroke, Color.Black, LetterWidth * size));
    }

    public override void Image(Area area, PixelImage image)
    {
        (double left, double top) = (area.X * _scale, area.Y * _scale);
        (double width, double height) = (area.Width * _scale, area.Height * _scale);
        for (int y = (int)Math.Round(top); y < Math.Round(top + height); y++)
        {
            int row = Math.Clamp((int)((y + 0.5 - top) / height * image.Height), 0, image.Height - 1);
            for (int x = (int)Math.Round(left); x < Math.Round(left + width); x++)
            {
                int column = Math.Clamp((int)((x + 0.5 - left) / width * image.Width), 0, image.Width - 1);
                Cover(x, y, image[column, row], 1);
            }
        }
    }

    public override void Clip(Area area) =>
        _clip = new Area(area.X * _scale, area.Y * _scale, area.Width * _scale, area.Height * _scale);

    public override void EndClip() => _clip = new Area(0, 0, Pixels.Width, Pixels.Height);

    private static double Distance(double x, double y) => Math.Sqrt((x * x) + (y * y));

    // Where a ray to the left crosses the outline an odd number of times.
    private static bool IsInside(Point[] p, double x, double y)
    {
        bool inside = false;
        for (int i = 0, j = p.Length - 1; i < p.Length; j = i++)
        {
            if (p[i].Y > y != p[j].Y > y && x < ((p[j].X - p[i].X) * (y - p[i].Y) / (p[j].Y - p[i].Y)) + p[i].X)
                inside = !inside;
        }

        return inside;
    }

    private static IEnumerable<Point[]> Dashes(Point[] line, double length)
    {
        var dash = new List<Point> { line[0] };
        (double left, bool drawn) = (length, true);
        for (int k = 1; k < line.Length; k++)
        {
            (Point from, Point to) = (line[k - 1], line[k]);
            double whole = Distance(to.X - from.X, to.Y - from.Y), at = 0;
            while (whole - at > left)
            {
                at += left;
                var cut = new Point(from.X + ((to.X - from.X) * at / whole), from.Y + ((to.Y - from.Y) * at / whole));
                dash.Add(cut);
                if (drawn)
                    yield return [.. dash];
                (dash, left, drawn) = ([cut], length, !drawn);
            }

            left -= whole - at;
            dash.Add(to);
        }

        if (drawn && dash.Count > 1)
            yield return [.. dash];
    }

    // A pixel is covered by its nearest segment alone, so that joints are not darker than the rest.
    private void Stroke(Point[] line, Color color, double half)
    {
        int x0 = (int)Math.Floor(Math.Max(line.Min(p => p.X) - half - 1, _clip.X));
        int y0 = (int)Math.Floor(Math.Max(line.Min(p => p.Y) - half - 1, _clip.Y));
        int width = (int)Math.Ceiling(Math.Min(line.Max(p => p.X) + half + 1, _clip.Right)) - x0 + 1;
        int height = (int)Math.Ceiling(Math.Min(line.Max(p => p.Y) + half + 1, _clip.Bottom)) - y0 + 1;
        if (width <= 0 || height <= 0)
            return;
        var coverage = new float[width * height];
        for (int k = Math.Min(1, line.Length - 1); k < line.Length; k++)
        {
            (Point a, Point b) = (line[Math.Max(k - 1, 0)], line[k]);
            int top = Math.Max((int)Math.Floor(Math.Min(a.Y, b.Y) - half - 1), y0);
            int bottom = Math.Min((int)Math.Ceiling(Math.Max(a.Y, b.Y) + half + 1), y0 + height - 1);
            int left = Math.Max((int)Math.Floor(Math.Min(a.X, b.X) - half - 1), x0);
            int right = Math.Min((int)Math.Ceiling(Math.Max(a.X, b.X) + half + 1), x0 + width - 1);
            (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
            double square = (dx * dx) + (dy * dy);
            for (int y = top; y <= bottom; y++)
            {
                for (int x = left; x <= right; x++)
                {
                    (double px, double py) = (x + 0.5 - a.X, y + 0.5 - a.Y);
                    double t = square > 0 ? Math.Clamp(((px * dx) + (py * dy)) / square, 0, 1) : 0;
                    double covered = half + 0.5 - Distance(px - (t * dx), py - (t * dy));
                    ref float cell = ref coverage[((y - y0) * width) + x - x0];
                    cell = Math.Max(cell, (float)Math.Min(covered, 1));
                }
            }
        }

        for (int k = 0; k < coverage.Length; k++)
            Cover(x0 + (k % width), y0 + (k / width), color, coverage[k]);
    }

    private void Cover(int x, int y, Color color, double coverage)
    {
        if (x + 0.5 >= _clip.X && x + 0.5 <= _clip.Right && y + 0.5 >= _clip.Y && y + 0.5 <= _clip.Bottom)
            Pixels.Blend(x, y, color, coverage);
    }
}
