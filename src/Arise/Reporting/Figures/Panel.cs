namespace Arise.Reporting.Figures;

/// <summary>A pair of axes with what is drawn between them; legends and color bars stand to the right.</summary>
/// <param name="X">The axis along the bottom.</param>
/// <param name="Y">The axis along the left.</param>
/// <param name="Marks">What is drawn, in this order.</param>
internal sealed record Panel(Axis X, Axis Y, params IReadOnlyList<Mark> Marks)
{
    /// <summary>Written above it; none when omitted.</summary>
    public string? Title { get; init; }

    /// <summary>Width between the axes, points (1/72 inch).</summary>
    public double Width { get; init; } = 230;

    /// <summary>Height between the axes, points; with <see cref="EqualAspect"/> at most this.</summary>
    public double Height { get; init; } = 170;

    /// <summary>
    /// Whether x and y have the same scale, as for places in space: the panel shrinks in one direction.
    /// </summary>
    public bool EqualAspect { get; init; }

    /// <summary>Whether a legend is drawn.</summary>
    public bool ShowLegend { get; init; } = true;
}
