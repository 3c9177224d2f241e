namespace Arise.Reporting.Figures;

/// <summary>Something drawn in a panel: a map, a line, points, bars, a note.</summary>
internal abstract record Mark
{
    /// <summary>Its name in the legend; none when omitted.</summary>
    public string? Name { get; init; }

    /// <summary>The range of its values.</summary>
    internal abstract Extent Extent { get; }

    /// <summary>What the legend shows for it.</summary>
    internal abstract IEnumerable<LegendEntry> Legend { get; }

    /// <summary>Colors that stand for numbers, explained by a bar beside the panel; usually none.</summary>
    internal virtual ColorRange? Colors => null;

    /// <summary>Draws it; nothing is seen outside the axes.</summary>
    internal abstract void Draw(Canvas canvas, Plot plot);

    /// <summary>Draws what may reach over the frame, as a point on it does.</summary>
    internal virtual void DrawPoints(Canvas canvas, Plot plot)
    {
    }
}
