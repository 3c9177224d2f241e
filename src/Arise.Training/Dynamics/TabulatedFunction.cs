namespace Arise.Dynamics;

/// <summary>
/// A function of the distance, tabulated over the squared distance s = r^2 so that no square root is needed: cubic
/// Hermite pieces on a uniform grid, continuous with their first derivative, constant below the grid, which no pair
/// reaches, and zero beyond the cutoff.
/// </summary>
/// <remarks>
/// Values and slopes at the grid points are rounded to single precision: the last digit of an exponential differs from
/// one platform to the next, and a trajectory would make a different sample of it. The forces are the derivative of
/// the rounded table, so that energy is conserved.
/// </remarks>
internal sealed class TabulatedFunction
{
    /// <summary>Numbers per piece: f = c0 + u (c1 + u (c2 + u c3)), 0 &lt;= u &lt; 1.</summary>
    public const int Stride = 4;

    private const int Pieces = 1024;

    private TabulatedFunction(double cutoff, double least, double[] coefficients)
    {
        (Cutoff, Coefficients) = (cutoff, coefficients);
        LeastSquare = least * least;
        PiecesPerSquare = Pieces / ((cutoff * cutoff) - LeastSquare);
    }

    /// <summary>From this distance on the function is 0.</summary>
    public double Cutoff { get; }

    /// <summary>Squared distance where the grid begins.</summary>
    public double LeastSquare { get; }

    /// <summary>Grid intervals per unit of the squared distance.</summary>
    public double PiecesPerSquare { get; }

    /// <summary>Coefficients, <see cref="Stride"/> per piece.</summary>
    public double[] Coefficients { get; }

    /// <summary>
    /// Tabulates <paramref name="function"/> times a switch that takes it from 1 at <paramref name="switchFrom"/> to 0
    /// at the cutoff: 1 - 10 t^3 + 15 t^4 - 6 t^5, with two continuous derivatives.
    /// </summary>
    /// <param name="function">Of the distance.</param>
    /// <param name="least">Distance that no pair comes below; the table begins here.</param>
    /// <param name="switchFrom">Where the switch begins; the cutoff itself for a function that ends by itself.</param>
    /// <param name="cutoff">Where the function ends.</param>
    public static TabulatedFunction Of(Func<double, double> function, double least, double switchFrom, double cutoff)
    {
        double low = least * least, step = ((cutoff * cutoff) - low) / Pieces;
        var values = new double[Pieces + 1];
        var slopes = new double[Pieces + 1];
        for (int i = 0; i < Pieces; i++)
        {
            double s = low + (i * step), h = 0.02 * step;
            values[i] = (float)At(s);
            double near = At(s + h) - At(s - h), far = At(s + (2 * h)) - At(s - (2 * h));
            slopes[i] = (float)(step * ((8 * near) - far) / (12 * h));
        }

        var coefficients = new double[Stride * Pieces];
        for (int i = 0; i < Pieces; i++)
        {
            double rise = values[i + 1] - values[i];
            coefficients[Stride * i] = values[i];
            coefficients[(Stride * i) + 1] = slopes[i];
            coefficients[(Stride * i) + 2] = (3 * rise) - (2 * slopes[i]) - slopes[i + 1];
            coefficients[(Stride * i) + 3] = slopes[i] + slopes[i + 1] - (2 * rise);
        }

        return new TabulatedFunction(cutoff, least, coefficients);

        double At(double square)
        {
            double r = Math.Sqrt(square);
            if (r >= cutoff)
                return 0;
            double t = Math.Max(0, (r - switchFrom) / (cutoff - switchFrom));
            double value = function(r);
            return switchFrom < cutoff ? value * (1 - (t * t * t * (10 - (t * (15 - (6 * t)))))) : value;
        }
    }

    /// <summary>Value and derivative with respect to the squared distance.</summary>
    public (double Value, double Slope) Evaluate(double square)
    {
        if (square >= Cutoff * Cutoff)
            return (0, 0);
        double place = Math.Max(0, (square - LeastSquare) * PiecesPerSquare);
        int piece = Math.Min((int)place, Pieces - 1);
        double u = place - piece;
        ReadOnlySpan<double> c = Coefficients.AsSpan(Stride * piece, Stride);
        return (
            c[0] + (u * (c[1] + (u * (c[2] + (u * c[3]))))),
            (c[1] + (u * ((2 * c[2]) + (u * 3 * c[3])))) * PiecesPerSquare);
    }
}
