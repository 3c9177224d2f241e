using System.Globalization;

namespace Arise.Reporting.Figures;

/// <summary>Places the values of an axis on the page and chooses its ticks.</summary>
internal sealed class AxisScale
{
    private const double Padding = 0.04;
    private const int MostTries = 10;

    private readonly Axis _axis;
    private readonly double _low;
    private readonly double _high;

    /// <summary>A scale for data between two values.</summary>
    /// <param name="axis">Title and wishes.</param>
    /// <param name="low">Lowest value of the data.</param>
    /// <param name="high">Highest value of the data.</param>
    /// <param name="tight">Whether the data should fill the axis without a margin; a zero never gets one.</param>
    public AxisScale(Axis axis, double low, double high, bool tight)
    {
        _axis = axis;
        if (axis.Categories is { } categories)
            (low, high) = (-0.5, categories.Count - 0.5);
        (low, high) = (Forward(low), Forward(high));
        if (!double.IsFinite(low) || !double.IsFinite(high))
            (low, high) = (0, 1);
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);
        double margin = tight || axis.Categories is not null ? 0 : Padding * (high - low);
        _low = axis.Minimum is { } minimum ? Forward(minimum) : low == 0 && !axis.Logarithmic ? 0 : low - margin;
        _high = axis.Maximum is { } maximum ? Forward(maximum) : high == 0 && !axis.Logarithmic ? 0 : high + margin;
        if (!(_low < _high))
            throw new ArgumentException($"The axis '{axis.Title}' runs from {_low} to {_high}.");
    }

    /// <summary>Length of the axis in its own unit (decades for a logarithmic one).</summary>
    public double Span => _high - _low;

    /// <summary>The place of a value, from 0 at one end to 1 at the other.</summary>
    public double Share(double value)
    {
        double share = (Forward(value) - _low) / (_high - _low);
        return _axis.Reversed ? 1 - share : share;
    }

    /// <summary>Values with their labels, at most about <paramref name="most"/> of them.</summary>
    public IReadOnlyList<(double Value, string Label)> Ticks(int most)
    {
        if (_axis.Categories is { } names)
            return [.. names.Select((name, index) => ((double)index, name))];
        return _axis.Logarithmic ? Decades(most) : Steps(_low, _high, Math.Max(most, 2));
    }

    /// <summary>Round numbers between two values, with as many digits as their distance needs.</summary>
    public static IReadOnlyList<(double Value, string Label)> Steps(double low, double high, int most)
    {
        double rough = (high - low) / most;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= rough * (1 - 1e-9));
        int digits = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        var ticks = new List<(double, string)>();
        for (double k = Math.Ceiling((low / step) - 1e-6); k * step <= high + (1e-6 * step); k++)
            ticks.Add((k * step, Label(k * step, digits)));
        // A single tick is no scale.
        return ticks.Count < 2 && most < MostTries ? Steps(low, high, most + 1) : ticks;
    }

    private static string Label(double value, int digits) =>
        (value + 0.0).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .Replace('-', '\u2212');

    private double Forward(double value) => _axis.Logarithmic ? Math.Log10(value) : value;

    private List<(double Value, string Label)> Decades(int most)
    {
        double[] factors = _high - _low < 1.5 ? [1, 2, 3, 5] : _high - _low < 3 ? [1, 3] : [1];
        int skip = Math.Max(1, (int)Math.Ceiling((_high - _low) / most));
        var ticks = new List<(double, string)>();
        for (int decade = (int)Math.Floor(_low); decade <= _high; decade += skip)
        {
            foreach (double factor in factors)
            {
                double value = factor * Math.Pow(10, decade);
                if (Math.Log10(value) < _low - 1e-9 || Math.Log10(value) > _high + 1e-9)
                    continue;
                string label = decade is >= -4 and <= 3
                    ? Label(value, Math.Max(0, -decade))
                    : string.Create(CultureInfo.InvariantCulture, $"{factor}e{decade}");
                ticks.Add((value, label));
            }
        }

        return ticks;
    }
}
