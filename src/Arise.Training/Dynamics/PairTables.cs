using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Dynamics;

/// <summary>
/// One tabulated function per pair of kinds, all with the same cutoff and grid; four pairs at a time.
/// </summary>
internal sealed class PairTables
{
    private readonly int _kinds;
    private readonly int _numbers;
    private readonly double[] _coefficients;
    private readonly double _least;
    private readonly double _piecesPerSquare;
    private readonly double _last;

    public PairTables(TabulatedFunction[] functions, int kinds)
    {
        if (functions.Length != kinds * kinds)
            throw new ArgumentException($"{functions.Length} functions for {kinds} kinds of atoms.", nameof(functions));
        TabulatedFunction first = functions[0];
        if (functions.Any(f => f.Cutoff != first.Cutoff || f.LeastSquare != first.LeastSquare))
            throw new ArgumentException("The tables of a potential need the same grid.", nameof(functions));
        _kinds = kinds;
        _numbers = first.Coefficients.Length;
        _coefficients = [.. functions.SelectMany(function => function.Coefficients)];
        (Cutoff, _least, _piecesPerSquare) = (first.Cutoff, first.LeastSquare, first.PiecesPerSquare);
        _last = (_numbers / TabulatedFunction.Stride) - 1;
    }

    /// <summary>Where all functions end.</summary>
    public double Cutoff { get; }

    /// <summary>Values of four pairs; 0 beyond the cutoff.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Value(byte[] types, int atom, ref int partners, Vector256<double> square)
    {
        Vector256<double> u = Piece(types, atom, ref partners, square, out FourVectors c);
        Vector256<double> value = c.X + (u * (c.Y + (u * (c.Z + (u * c.W)))));
        return Vector256.ConditionalSelect(Inside(square), value, Vector256<double>.Zero);
    }

    /// <summary>
    /// Values and derivatives with respect to the squared distance of four pairs; 0 beyond the cutoff.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Evaluate(
        byte[] types, int atom, ref int partners, Vector256<double> square, out Vector256<double> slope)
    {
        Vector256<double> u = Piece(types, atom, ref partners, square, out FourVectors c);
        Vector256<double> inside = Inside(square), cubic = u * c.W;
        Vector256<double> value = c.X + (u * (c.Y + (u * (c.Z + cubic))));
        slope = Vector256.ConditionalSelect(
            inside,
            (c.Y + (u * ((2 * c.Z) + (3 * cubic)))) * Vector256.Create(_piecesPerSquare),
            Vector256<double>.Zero);
        return Vector256.ConditionalSelect(inside, value, Vector256<double>.Zero);
    }

    private Vector256<double> Inside(Vector256<double> square) =>
        Vector256.LessThan(square, Vector256.Create(Cutoff * Cutoff));

    // Place within the piece of the table, and its coefficients.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Piece(
        byte[] types, int atom, ref int partners, Vector256<double> square, out FourVectors coefficients)
    {
        Vector256<double> place = (square - Vector256.Create(_least)) * Vector256.Create(_piecesPerSquare);
        place = Vector256.Max(place, Vector256<double>.Zero);
        Vector256<double> piece = Vector256.Min(Vector256.Floor(place), Vector256.Create(_last));
        ref double table = ref MemoryMarshal.GetArrayDataReference(_coefficients);
        Vector256<double> at = piece * TabulatedFunction.Stride;
        nuint p0 = (nuint)(int)at[0], p1 = (nuint)(int)at[1], p2 = (nuint)(int)at[2], p3 = (nuint)(int)at[3];
        if (_kinds > 1)
        {
            int row = types[atom] * _kinds;
            p0 += (nuint)((row + types[partners]) * _numbers);
            p1 += (nuint)((row + types[Unsafe.Add(ref partners, 1)]) * _numbers);
            p2 += (nuint)((row + types[Unsafe.Add(ref partners, 2)]) * _numbers);
            p3 += (nuint)((row + types[Unsafe.Add(ref partners, 3)]) * _numbers);
        }

        coefficients = new FourVectors(
            Vector256.LoadUnsafe(ref table, p0),
            Vector256.LoadUnsafe(ref table, p1),
            Vector256.LoadUnsafe(ref table, p2),
            Vector256.LoadUnsafe(ref table, p3)).Transposed();
        return place - piece;
    }
}
