using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Arise.Dynamics;

/// <summary>One tabulated function per pair of kinds, all with the same cutoff and grid.</summary>
internal sealed class PairTables
{
    private readonly int _kinds;
    private readonly double[][] _coefficients;
    private readonly double _least;
    private readonly double _piecesPerSquare;
    private readonly int _last;

    public PairTables(TabulatedFunction[] functions, int kinds)
    {
        if (functions.Length != kinds * kinds)
            throw new ArgumentException($"{functions.Length} functions for {kinds} kinds of atoms.", nameof(functions));
        TabulatedFunction first = functions[0];
        if (functions.Any(f => f.Cutoff != first.Cutoff || f.LeastSquare != first.LeastSquare))
            throw new ArgumentException("The tables of a potential need the same grid.", nameof(functions));
        _kinds = kinds;
        _coefficients = [.. functions.Select(function => function.Coefficients)];
        (Cutoff, _least, _piecesPerSquare) = (first.Cutoff, first.LeastSquare, first.PiecesPerSquare);
        _last = (first.Coefficients.Length / TabulatedFunction.Stride) - 1;
        SquaredCutoff = Cutoff * Cutoff;
    }

    /// <summary>Where all functions end.</summary>
    public double Cutoff { get; }

    /// <summary>Its square.</summary>
    public double SquaredCutoff { get; }

    /// <summary>x^2 + y^2 + z^2, in this order on every machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Square(Vector256<double> d)
    {
        d *= d;
        return d[0] + d[1] + d[2];
    }

    /// <summary>Value and derivative with respect to the squared distance, which must be below the cutoff.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (double Value, double Slope) Evaluate(byte a, byte b, double square)
    {
        double[] table = _coefficients[(a * _kinds) + b];
        double place = (square - _least) * _piecesPerSquare;
        if (place < 0)
            return (table[0] + (place * table[1]), table[1] * _piecesPerSquare);
        int piece = Math.Min((int)place, _last);
        double u = place - piece;
        ReadOnlySpan<double> c = table.AsSpan(TabulatedFunction.Stride * piece, TabulatedFunction.Stride);
        return (
            c[0] + (u * (c[1] + (u * (c[2] + (u * c[3]))))),
            (c[1] + (u * ((2 * c[2]) + (u * 3 * c[3])))) * _piecesPerSquare);
    }
}
