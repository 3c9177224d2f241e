using System.Runtime.CompilerServices;
using Arise.Microscopy.Pixels;

namespace Arise.Microscopy.Finders;

/// <summary>
/// Fits the sum of one Gaussian per atom to an image, <c>I(r) = sum over i of a_i exp(-|r - r_i|^2 / (2 s_i^2))</c>:
/// atom by atom, with the others taken away, in several turns (as in Nord et al., Adv. Struct. Chem. Imaging 3, 9
/// (2017), there for neighbors only).
/// </summary>
/// <remarks>
/// Positions come from the denoised image, heights from the one that is not. A position never leaves the
/// neighborhood where it was found.
/// </remarks>
internal sealed class GaussianRefinement
{
    private const int Turns = 8;
    private const double Reach = 2.2;
    private const double AddReach = 4;
    private const double StartWidth = 0.28;
    private const double LeastWidth = 0.15;
    private const double MostWidth = 0.5;
    private const double MostShift = 0.35;

    private readonly int _width, _height;
    private readonly double _spacing;
    private readonly AtomCandidate[] _start;
    private readonly Gaussian[] _fits;
    private readonly double[] _across, _down;

    public GaussianRefinement(FlatImage image, IReadOnlyList<AtomCandidate> candidates)
    {
        (_width, _height, _spacing) = (image.Width, image.Height, image.Spacing);
        _start = [.. candidates];
        _fits = [.. candidates.Select(c => new Gaussian(c.X, c.Y, 0, StartWidth * image.Spacing))];
        int most = (int)(2 * AddReach * MostWidth * image.Spacing) + 2;
        (_across, _down) = (new double[most], new double[most]);
    }

    /// <summary>Center, height and width of an atom in pixels of the flat image.</summary>
    public readonly record struct Gaussian(double X, double Y, double Height, double Width);

    /// <summary>Fits all atoms.</summary>
    /// <param name="image">The image of the positions.</param>
    /// <param name="intensities">The image of the heights, of the same size.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Gaussian[] Fit(FlatImage image, float[] intensities, CancellationToken cancellation)
    {
        if (_fits.Length == 0)
            return _fits;
        float level = PixelSample.Hollow(image.Denoised);
        float[] rest = Array.ConvertAll(image.Denoised, value => value - level);
        for (int turn = 0; turn < Turns; turn++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int k = 0; k < _fits.Length; k++)
                _fits[k] = Improve(rest, k, turn);
            if (turn == 2)
                ShareWidth(rest);
        }

        return FitHeights(intensities, cancellation);
    }

    /// <summary>Fits the heights only, with positions and widths as they are.</summary>
    /// <param name="intensities">The image of the heights.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Gaussian[] FitHeights(float[] intensities, CancellationToken cancellation)
    {
        float[] rest = [.. intensities];
        for (int k = 0; k < _fits.Length; k++)
            _fits[k] = _fits[k] with { Height = 0 };
        for (int turn = 0; turn < Turns; turn++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int k = 0; k < _fits.Length; k++)
                _fits[k] = FitHeight(rest, _fits[k]);
        }

        return _fits;
    }

    // Noise makes single widths wild: each is drawn to the median.
    private void ShareWidth(float[] rest)
    {
        double[] widths = [.. _fits.Select(fit => fit.Width).Order()];
        double median = widths[widths.Length / 2];
        for (int k = 0; k < _fits.Length; k++)
        {
            Add(rest, _fits[k], 1);
            _fits[k] = _fits[k] with { Width = median };
            Add(rest, _fits[k], -1);
        }
    }

    // One Gauss-Newton step of height, position and (while they are free) width against the image without the others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Gaussian Improve(float[] rest, int k, int turn)
    {
        Gaussian fit = _fits[k];
        Add(rest, fit, 1);
        if (fit.Height == 0)
            fit = fit with { Height = Height(rest, fit) };
        bool freeWidth = turn is > 0 and <= 2;
        int unknowns = freeWidth ? 4 : 3;
        Span<double> matrix = stackalloc double[16];
        Span<double> right = stackalloc double[4];
        Span<double> slope = stackalloc double[4];
        matrix.Clear();
        right.Clear();
        double inverse = 1 / (fit.Width * fit.Width), reach = Reach * fit.Width;
        (int left, int last, int top, int bottom) = Window(fit, reach);
        ReadOnlySpan<double> across = Bell(_across, fit.X, fit.Width, left, last);
        ReadOnlySpan<double> down = Bell(_down, fit.Y, fit.Width, top, bottom);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= last; x++)
            {
                double dx = x - fit.X, dy = y - fit.Y, square = (dx * dx) + (dy * dy);
                if (square > reach * reach)
                    continue;
                double bell = across[x - left] * down[y - top];
                slope[0] = bell;
                slope[1] = fit.Height * bell * dx * inverse;
                slope[2] = fit.Height * bell * dy * inverse;
                slope[3] = fit.Height * bell * square * inverse / fit.Width;
                double residual = rest[(y * _width) + x] - (fit.Height * bell);
                for (int i = 0; i < unknowns; i++)
                {
                    right[i] += slope[i] * residual;
                    for (int j = 0; j <= i; j++)
                        matrix[(4 * i) + j] += slope[i] * slope[j];
                }
            }
        }

        if (Solve(matrix, right, unknowns))
        {
            AtomCandidate start = _start[k];
            double most = MostShift * _spacing;
            double shift = 0.25 * _spacing;
            fit = new Gaussian(
                Math.Clamp(fit.X + Math.Clamp(right[1], -shift, shift), start.X - most, start.X + most),
                Math.Clamp(fit.Y + Math.Clamp(right[2], -shift, shift), start.Y - most, start.Y + most),
                Math.Max(0, fit.Height + right[0]),
                freeWidth
                    ? Math.Clamp(
                        fit.Width + Math.Clamp(right[3], -0.3 * fit.Width, 0.3 * fit.Width),
                        LeastWidth * _spacing, MostWidth * _spacing)
                    : fit.Width);
        }

        Add(rest, fit, -1);
        return fit;
    }

    private Gaussian FitHeight(float[] rest, Gaussian fit)
    {
        Add(rest, fit, 1);
        fit = fit with { Height = Height(rest, fit) };
        Add(rest, fit, -1);
        return fit;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Height(float[] rest, Gaussian fit)
    {
        double above = 0, below = 0;
        (int left, int last, int top, int bottom) = Window(fit, Reach * fit.Width);
        ReadOnlySpan<double> across = Bell(_across, fit.X, fit.Width, left, last);
        ReadOnlySpan<double> down = Bell(_down, fit.Y, fit.Width, top, bottom);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= last; x++)
            {
                double bell = across[x - left] * down[y - top];
                (above, below) = (above + (bell * rest[(y * _width) + x]), below + (bell * bell));
            }
        }

        return below > 0 ? above / below : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(float[] rest, Gaussian fit, double sign)
    {
        if (fit.Height == 0)
            return;
        (int left, int last, int top, int bottom) = Window(fit, AddReach * fit.Width);
        ReadOnlySpan<double> across = Bell(_across, fit.X, fit.Width, left, last);
        ReadOnlySpan<double> down = Bell(_down, fit.Y, fit.Width, top, bottom);
        for (int y = top; y <= bottom; y++)
        {
            double height = sign * fit.Height * down[y - top];
            Span<float> row = rest.AsSpan((y * _width) + left, across.Length);
            for (int x = 0; x < row.Length; x++)
                row[x] += (float)(height * across[x]);
        }
    }

    // exp(-(k - center)^2 / (2 s^2)) of the pixels k from first to last: a Gaussian is the product of two of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<double> Bell(double[] room, double center, double width, int first, int last)
    {
        double inverse = -0.5 / (width * width);
        Span<double> bell = room.AsSpan(0, Math.Max(0, last - first + 1));
        for (int k = 0; k < bell.Length; k++)
        {
            double distance = first + k - center;
            bell[k] = Math.Exp(distance * distance * inverse);
        }

        return bell;
    }

    private (int Left, int Right, int Top, int Bottom) Window(Gaussian fit, double reach) => (
        Math.Max(0, (int)Math.Ceiling(fit.X - reach)), Math.Min(_width - 1, (int)(fit.X + reach)),
        Math.Max(0, (int)Math.Ceiling(fit.Y - reach)), Math.Min(_height - 1, (int)(fit.Y + reach)));

    // Solves the normal equations by Cholesky decomposition, the lower triangle given in rows of four.
    private static bool Solve(Span<double> matrix, Span<double> right, int unknowns)
    {
        for (int i = 0; i < unknowns; i++)
        {
            matrix[(4 * i) + i] *= 1 + 1e-3;
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[(4 * i) + j];
                for (int k = 0; k < j; k++)
                    sum -= matrix[(4 * i) + k] * matrix[(4 * j) + k];
                if (i == j && !(sum > 1e-12))
                    return false;
                matrix[(4 * i) + j] = i == j ? Math.Sqrt(sum) : sum / matrix[(4 * j) + j];
            }
        }

        for (int i = 0; i < unknowns; i++)
        {
            for (int k = 0; k < i; k++)
                right[i] -= matrix[(4 * i) + k] * right[k];
            right[i] /= matrix[(4 * i) + i];
        }

        for (int i = unknowns - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < unknowns; k++)
                right[i] -= matrix[(4 * k) + i] * right[k];
            right[i] /= matrix[(4 * i) + i];
        }

        return true;
    }
}
