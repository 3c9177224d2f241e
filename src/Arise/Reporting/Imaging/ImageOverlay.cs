using System.Globalization;
using System.Runtime.CompilerServices;
using Arise.Files;
using Arise.Microscopy;
using Arise.Microscopy.Pixels;
using Arise.Reporting.Figures;
using Arise.Structures;

namespace Arise.Reporting.Imaging;

/// <summary>
/// An image with a ring around every atom that was found in it, as PNG: the image blurred by an eighth of the spacing
/// and without its slow background, so that the atoms of noisy images can be seen; rings of one color per element,
/// thin where the confidence is low; beneath it a bar of length, and the elements. Small images are drawn larger by a
/// whole number.
/// </summary>
internal static class ImageOverlay
{
    private const double Blur = 0.125;
    private const double RingShare = 0.3;
    private const double LeastSpacing = 14;
    private const int LeastPixels = 800, MostPixels = 2400;
    private const double Strip = 22;
    private const double CutShare = 0.005;

    // Half of the range that shows atoms, in heights of an atom or spreads of the pixels, and the grays of its ends.
    private const double HalfRange = 1.5;
    private const double Dim = 0.1, Bright = 0.7;
    private const double LetterSize = 8;
    private const double PixelsPerInch = 144;

    /// <summary>Writes the overlay.</summary>
    /// <param name="path">The file, .png.</param>
    /// <param name="image">The image.</param>
    /// <param name="atoms">What was found in it.</param>
    public static void Write(string path, MicroscopeImage image, FoundAtoms atoms)
    {
        int side = Math.Max(image.Width, image.Height);
        double zoom = Math.Ceiling(Math.Max(LeastSpacing / atoms.Spacing, LeastPixels / (double)side));
        zoom = Math.Min(zoom, Math.Max(1, MostPixels / side));
        zoom = Math.Min(zoom, MostPixels / (double)side);
        PixelImage pixels = Gray(image, zoom, Blur * atoms.Spacing, 4 * atoms.Spacing, atoms);
        double perPoint = PixelsPerInch / 72;
        var canvas = new PixelCanvas(
            pixels.Width / perPoint, (pixels.Height / perPoint) + Strip, PixelsPerInch);
        for (int y = 0; y < pixels.Height; y++)
        {
            for (int x = 0; x < pixels.Width; x++)
                canvas.Pixels[x, y] = pixels[x, y];
        }

        ChemicalElement[] elements = [.. atoms.Species.Distinct().OrderBy(element => element.AtomicNumber)];
        double radius = Math.Max(1.5, RingShare * atoms.Spacing * zoom) / perPoint;
        for (int k = 0; k < atoms.Atoms.Length; k++)
        {
            FoundAtom atom = atoms.Atoms[k];
            int kind = atoms.Species.IsEmpty ? 0 : Array.IndexOf(elements, atoms.Species[k]);
            var center = new Point((atom.X + 0.5) * zoom / perPoint, (atom.Y + 0.5) * zoom / perPoint);
            Ring(canvas, center, radius, CategoryStyle.Of(kind + 1).Fill, atom.Confidence > 0.9 ? 0.9 : 0.45);
        }

        double bottom = pixels.Height / perPoint;
        canvas.Rectangle(new Area(0, bottom, pixels.Width / perPoint, Strip), new Color(255, 255, 255));
        WriteBar(canvas, pixels.Width / perPoint, bottom + Strip, zoom / perPoint, atoms.PixelSize);
        WriteElements(canvas, pixels.Width / perPoint, bottom + (Strip / 2), elements);
        using var file = new ReplacingFile(path);
        canvas.Pixels.WritePng(file.Stream, PixelsPerInch);
        file.Commit();
    }

    /// <summary>
    /// An image in gray, between its darkest and brightest half per cent. Where atoms are known, most grays are for the
    /// range that shows them, and few for dopants and dirt.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="zoom">Pixels of the result per pixel of the image.</param>
    /// <param name="blur">Standard deviation of a Gaussian, pixels of the image; 0 for none.</param>
    /// <param name="level">Width of the background that is taken away, pixels of the image; 0 for none.</param>
    /// <param name="atoms">What was found in it; null for nothing.</param>
    public static PixelImage Gray(
        MicroscopeImage image, double zoom, double blur, double level = 0, FoundAtoms? atoms = null)
    {
        float[] values = image.Intensities.ToArray();
        float[] finite = [.. values.Where(float.IsFinite)];
        if (finite.Length < values.Length)
        {
            float[] sorted = finite.Length == 0 ? [0] : PixelSample.Sorted(finite);
            for (int k = 0; k < values.Length; k++)
                values[k] = float.IsFinite(values[k]) ? values[k] : sorted[sorted.Length / 2];
        }

        // Pixels of a smaller picture are means of several of the image.
        blur = Math.Max(blur, zoom < 1 ? 0.5 / zoom : 0);
        if (blur > 0.3)
            values = GaussianBlur.Of(values, image.Width, image.Height, blur);
        if (level > 0)
        {
            float[] slow = GaussianBlur.Slow(values, image.Width, image.Height, level);
            for (int k = 0; k < values.Length; k++)
                values[k] -= slow[k];
        }

        (float Value, double Gray)[] curve = Curve(values, image.Width, atoms);
        var pixels = new PixelImage(
            Math.Max(1, (int)(image.Width * zoom)), Math.Max(1, (int)(image.Height * zoom)));
        for (int y = 0; y < pixels.Height; y++)
        {
            for (int x = 0; x < pixels.Width; x++)
            {
                float value = Between(
                    values, image.Width, image.Height, ((x + 0.5) / zoom) - 0.5, ((y + 0.5) / zoom) - 0.5);
                byte gray = (byte)Math.Round(255 * Gray(value, curve));
                pixels[x, y] = new Color(gray, gray, gray);
            }
        }

        return pixels;
    }

    // Values in ascending order with their grays, 0 to 1.
    private static (float Value, double Gray)[] Curve(float[] values, int width, FoundAtoms? atoms)
    {
        float[] sample = PixelSample.Sorted(values);
        (float low, float high) = (Quantile(CutShare), Quantile(1 - CutShare));
        if (atoms is null || atoms.Atoms.IsEmpty)
            return [(low, 0), (high, 1)];
        float middle = Quantile(0.5);
        float[] tops = [.. atoms.Atoms
            .Select(atom => values[(Near(atom.Y, values.Length / width) * width) + Near(atom.X, width)]).Order()];
        float top = tops[tops.Length / 2];
        double half = HalfRange * Math.Max(Math.Abs(top - middle), Quantile(0.75) - Quantile(0.25));
        double center = 0.5 * (top + middle);
        (double first, double last) = (center - half, center + half);
        return
        [
            .. first > low ? [(low, 0), ((float)first, Dim)] : new[] { (low, 0.0) },
            .. last < high ? [((float)last, Bright), (high, 1)] : new[] { (high, 1.0) },
        ];

        static int Near(double place, int count) => Math.Clamp((int)Math.Round(place), 0, count - 1);

        float Quantile(double share) => sample[(int)(share * (sample.Length - 1))];
    }

    private static double Gray(float value, (float Value, double Gray)[] curve)
    {
        int k = 1;
        while (k < curve.Length - 1 && value > curve[k].Value)
            k++;
        ((float from, double dark), (float to, double light)) = (curve[k - 1], curve[k]);
        return dark + ((light - dark) * Math.Clamp((value - from) / Math.Max(to - from, 1e-30f), 0, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Between(float[] values, int width, int height, double x, double y)
    {
        int left = Math.Clamp((int)Math.Floor(x), 0, width - 1), top = Math.Clamp((int)Math.Floor(y), 0, height - 1);
        int right = Math.Min(left + 1, width - 1), bottom = Math.Min(top + 1, height - 1);
        float along = (float)Math.Clamp(x - left, 0, 1), down = (float)Math.Clamp(y - top, 0, 1);
        float above = values[(top * width) + left]
            + (along * (values[(top * width) + right] - values[(top * width) + left]));
        float below = values[(bottom * width) + left]
            + (along * (values[(bottom * width) + right] - values[(bottom * width) + left]));
        return above + (down * (below - above));
    }

    private static void Ring(PixelCanvas canvas, Point center, double radius, Color color, double width)
    {
        const int sides = 20;
        canvas.Polyline(
            [.. Enumerable.Range(0, sides + 1).Select(k => Math.SinCos(2 * Math.PI * k / sides))
                .Select(turn => new Point(center.X + (radius * turn.Cos), center.Y + (radius * turn.Sin)))],
            color,
            width);
    }

    private static void WriteBar(PixelCanvas canvas, double width, double height, double perPixel, double? pixelSize)
    {
        double unit = perPixel / (pixelSize ?? 1);
        double length = Math.Pow(10, Math.Floor(Math.Log10(0.3 * width / unit)));
        length *= 0.3 * width / unit / length >= 5 ? 5 : 0.3 * width / unit / length >= 2 ? 2 : 1;
        (double x, double y) = (8, height - 5);
        canvas.Rectangle(new Area(x, y - 2, length * unit, 3), new Color(0, 0, 0));
        bool isNanometer = pixelSize is not null && length >= 10;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(isNanometer ? length / 10 : length):G3} {(pixelSize is null ? "pixels" : isNanometer ? "nm" : "Å")}");
        canvas.Text(text, new Point(x, y - 5), LetterSize);
    }

    // From the right; none where the bar is.
    private static void WriteElements(
        PixelCanvas canvas, double width, double middle, ChemicalElement[] elements)
    {
        const double radius = 4, gap = 4;
        double[] widths = [.. elements.Select(one =>
            (2 * radius) + gap + StrokeFont.Width(one.Symbol, LetterSize) + (3 * gap))];
        double x = width - widths.Sum();
        if (x < width / 2)
            return;
        for (int k = 0; k < elements.Length; k++)
        {
            Ring(canvas, new Point(x + radius, middle), radius, CategoryStyle.Of(k + 1).Fill, 0.9);
            canvas.Text(
                elements[k].Symbol, new Point(x + (2 * radius) + gap, middle + (0.35 * LetterSize)), LetterSize);
            x += widths[k];
        }
    }
}
