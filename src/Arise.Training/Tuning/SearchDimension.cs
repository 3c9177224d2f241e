using System.Globalization;

namespace Arise.Tuning;

/// <summary>
/// One quantity that a search chooses: one of several choices (the values 0 .. Choices - 1) or a real number, uniform
/// or uniform in its logarithm between two bounds.
/// </summary>
internal sealed record SearchDimension
{
    /// <summary>What it is called; unique in its space.</summary>
    public required string Name { get; init; }

    /// <summary>Number of choices; 0 for a real number.</summary>
    public int Choices { get; init; }

    /// <summary>Lower bound of a real number.</summary>
    public double Low { get; init; }

    /// <summary>Upper bound of a real number.</summary>
    public double High { get; init; }

    /// <summary>Whether the logarithm is searched.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>
    /// The dimension is chosen only where the (earlier) dimension of this name is at least this value; null: always.
    /// </summary>
    public (string Name, double AtLeast)? Condition { get; init; }

    /// <summary>One of <paramref name="count"/> choices.</summary>
    public static SearchDimension Choice(string name, int count) => new() { Name = name, Choices = count };

    /// <summary>A real number.</summary>
    public static SearchDimension Uniform(string name, double low, double high) =>
        new() { Name = name, Low = low, High = high };

    /// <summary>A positive real number, searched in its logarithm.</summary>
    public static SearchDimension LogUniform(string name, double low, double high) =>
        new() { Name = name, Low = low, High = high, IsLogarithmic = true };

    /// <summary>Checks the bounds.</summary>
    /// <exception cref="ArgumentException">They are not possible.</exception>
    public void Validate()
    {
        bool possible = Choices > 0
            || (double.IsFinite(Low) && double.IsFinite(High) && Low < High && (!IsLogarithmic || Low > 0));
        if (!possible)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"'{Name}' cannot be searched from {Low} to {High}."));
        }
    }

    /// <summary>The lower bound on the searched scale.</summary>
    internal double ScaledLow => IsLogarithmic ? Math.Log(Low) : Low;

    /// <summary>The upper bound on the searched scale.</summary>
    internal double ScaledHigh => IsLogarithmic ? Math.Log(High) : High;

    /// <summary>A value on the searched scale.</summary>
    internal double ToScale(double value) => IsLogarithmic ? Math.Log(value) : value;

    /// <summary>The value at a point of the searched scale.</summary>
    internal double FromScale(double scaled) =>
        Choices > 0 ? scaled : Math.Clamp(IsLogarithmic ? Math.Exp(scaled) : scaled, Low, High);
}
