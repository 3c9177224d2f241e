namespace Arise.Reporting.Figures;

/// <summary>A few words inside a panel, with a white edge so that they are read over maps.</summary>
/// <param name="X">Abscissa.</param>
/// <param name="Y">Ordinate.</param>
/// <param name="Text">The words.</param>
internal sealed record Note(double X, double Y, string Text) : Mark
{
    internal override Extent Extent => Extent.None;

    internal override IEnumerable<LegendEntry> Legend => [];

    internal override void Draw(Canvas canvas, Plot plot) =>
        canvas.Text(Text, plot.At(X, Y), Figure.LabelSize, Anchor.Middle, halo: true);
}
