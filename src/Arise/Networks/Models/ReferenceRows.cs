using System.Numerics.Tensors;
using Arise.Numerics;

namespace Arise.Networks.Models;

/// <summary>
/// What training examples of every class look like in a hidden layer of one network: centers of clusters of the unit
/// vectors h/|h| of activations, a byte per unit and a scale per row, u[k] = scale byte[k].
/// </summary>
internal sealed class ReferenceRows
{
    /// <summary>Rows that a distance is averaged over.</summary>
    public const int Neighbors = 3;

    // Unit vectors of activations are at most sqrt 2 apart; no activation at all is farther than any.
    private const double Far = 2;
    private const float Smallest = 1e-12f;

    private readonly byte[] _values;
    private readonly float[] _scales;
    private readonly int[] _starts;

    /// <summary>Takes the numbers over.</summary>
    /// <param name="units">Units of the layer.</param>
    /// <param name="counts">Rows per class, at least 4 each.</param>
    /// <param name="values">[row, unit], the rows of class 0 first.</param>
    /// <param name="scales">[row].</param>
    /// <param name="radii">What distance is usual [class].</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a number is out of range.</exception>
    public ReferenceRows(int units, ReadOnlySpan<int> counts, byte[] values, float[] scales, float[] radii)
    {
        (Units, _values, _scales, Radii) = (units, values, scales, radii);
        _starts = new int[counts.Length + 1];
        for (int c = 0; c < counts.Length; c++)
        {
            if (counts[c] <= Neighbors || counts[c] > scales.Length)
                throw new ArgumentException($"A class has {counts[c]} reference rows of {scales.Length}.");
            _starts[c + 1] = _starts[c] + counts[c];
        }

        if (_starts[^1] != scales.Length || scales.Length * (long)units != values.Length
            || radii.Length != counts.Length)
            throw new ArgumentException("The reference rows of the novelty measure do not fit together.");
        if (!Array.TrueForAll(scales, s => s > 0 && float.IsFinite(s))
            || !Array.TrueForAll(radii, r => r > 0 && float.IsFinite(r)))
            throw new ArgumentException("A number of the novelty measure is out of range.");
    }

    /// <summary>Units of the layer.</summary>
    public int Units { get; }

    /// <summary>Rows of all classes.</summary>
    public int Count => _scales.Length;

    /// <summary>Bytes [row, unit].</summary>
    public byte[] Values => _values;

    /// <summary>Scale per row.</summary>
    public float[] Scales => _scales;

    /// <summary>The distance that 95 % of a class have, or half of the median of all classes if that is more.</summary>
    public float[] Radii { get; }

    /// <summary>Rows per class.</summary>
    public int[] Counts() => [.. Enumerable.Range(0, Radii.Length).Select(c => _starts[c + 1] - _starts[c])];

    /// <summary>Vectors of every class as bytes; radii of 1.</summary>
    /// <param name="rows">[class][row][unit], none negative.</param>
    public static ReferenceRows Of(float[][][] rows)
    {
        int units = rows[0][0].Length, count = rows.Sum(ofClass => ofClass.Length), at = 0;
        byte[] values = new byte[count * units];
        float[] scales = new float[count], radii = new float[rows.Length];
        Array.Fill(radii, 1f);
        foreach (float[] row in rows.SelectMany(ofClass => ofClass))
        {
            float scale = Math.Max(TensorPrimitives.Max<float>(row) / byte.MaxValue, Smallest);
            for (int unit = 0; unit < units; unit++)
                values[(at * units) + unit] = (byte)Math.Round(row[unit] / scale);
            scales[at++] = scale;
        }

        return new ReferenceRows(units, [.. rows.Select(ofClass => ofClass.Length)], values, scales, radii);
    }

    /// <summary>The same rows with other radii.</summary>
    public ReferenceRows With(float[] radii) => new(Units, Counts(), _values, _scales, radii);

    /// <summary>Divides activations by their length; false where all are zero.</summary>
    public static bool Normalize(Span<float> activations)
    {
        float length = InnerProduct.Norm(activations);
        if (!(length > 0))
            return false;
        TensorPrimitives.Divide(activations, length, activations);
        return true;
    }

    /// <summary>Mean distance of activations to the 3 nearest rows of a class.</summary>
    /// <param name="activations">[unit]; divided by their length.</param>
    /// <param name="label">The class.</param>
    public double Distance(Span<float> activations, int label)
    {
        if (!Normalize(activations))
            return Far;
        float[] difference = new float[Units];
        (double first, double second, double third) = (Far, Far, Far);
        for (int row = _starts[label]; row < _starts[label + 1]; row++)
        {
            TensorPrimitives.ConvertTruncating<byte, float>(_values.AsSpan(row * Units, Units), difference);
            TensorPrimitives.MultiplyAdd(difference, -_scales[row], activations, difference);
            double d = InnerProduct.Norm(difference);
            if (d < first)
                (first, second, third) = (d, first, second);
            else if (d < second)
                (second, third) = (d, second);
            else if (d < third)
                third = d;
        }

        return (first + second + third) / Neighbors;
    }
}
