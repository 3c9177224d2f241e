namespace Arise.Reporting.Figures;

/// <summary>Measures a panel with its labels and legend, and draws it.</summary>
internal sealed class PanelLayout
{
    private const double Tick = 3.5;
    private const double Gap = 3;
    private const double Capital = 0.72;
    private const double BarWidth = 9;
    private const double EntryHeight = 12.5;
    private const double SymbolWidth = 14;
    private const double SymbolHeight = 8;
    private const double LegendGap = 10;

    private readonly Panel _panel;
    private readonly AxisScale _x;
    private readonly AxisScale _y;
    private readonly IReadOnlyList<(double Value, string Label)> _xTicks;
    private readonly IReadOnlyList<(double Value, string Label)> _yTicks;
    private readonly LegendEntry[] _legend;
    private readonly ColorRange? _colors;
    private readonly IReadOnlyList<(double Value, string Label)> _colorTicks = [];
    private readonly bool _turned;

    /// <summary>Measures a panel whose plot is drawn smaller by a factor.</summary>
    public PanelLayout(Panel panel, PanelKeys keys, double factor)
    {
        _panel = panel;
        Extent extent = panel.Marks.Aggregate(Extent.None, (all, mark) => all.With(mark.Extent));
        _x = new AxisScale(panel.X, extent.Left, extent.Right, extent.Tight);
        _y = new AxisScale(panel.Y, extent.Bottom, extent.Top, extent.Tight);
        (double width, double height) = (factor * panel.Width, factor * panel.Height);
        (PlotWidth, PlotHeight) = (width, height);
        if (panel.EqualAspect)
        {
            double scale = Math.Min(width / _x.Span, height / _y.Span);
            (PlotWidth, PlotHeight) = (scale * _x.Span, scale * _y.Span);
        }

        _yTicks = _y.Ticks(Math.Max(2, (int)(PlotHeight / 28)));
        int most = Math.Max(2, (int)(PlotWidth / 32));
        do
            _xTicks = _x.Ticks(most--);
        while (most >= 2 && panel.X.Categories is null && IsCrowded(_xTicks));
        _turned = panel.X.Categories is not null && IsCrowded(_xTicks);
        _xTicks = Thinned(_xTicks, panel.X, PlotWidth, Figure.TickSize * 1.5);
        _yTicks = Thinned(_yTicks, panel.Y, PlotHeight, Figure.TickSize * 1.2);
        (_colors, _legend) = keys;
        if (_colors is { } range)
            _colorTicks = AxisScale.Steps(range.Low, range.High, Math.Max(2, (int)(PlotHeight / 28)));
    }

    public double PlotWidth { get; }

    public double PlotHeight { get; }

    /// <summary>Space above the plot.</summary>
    public double Top => (_panel.Title is null ? 0 : Figure.TitleSize + 5) + 4;

    /// <summary>Space left of the plot.</summary>
    public double Left => Math.Max(
        Tick + Gap + Widest(_yTicks) + (_panel.Y.Title.Length > 0 ? Figure.LabelSize + 5 : 0),
        _turned ? (StrokeFont.Width(_xTicks[0].Label, Figure.TickSize) * 0.71) - (PlotWidth / _xTicks.Count / 2) : 8);

    /// <summary>Space below the plot.</summary>
    public double Bottom => Tick + Gap + TickHeight + (_panel.X.Title.Length > 0 ? Figure.LabelSize + 6 : 2);

    /// <summary>Space right of the plot.</summary>
    public double Right => 10
        + (_colors is null ? 0 : LegendGap + BarWidth + ColorLabels + Figure.LabelSize + 4)
        + (_legend.Length == 0 ? 0 : LegendGap + (LegendColumns * LegendColumnWidth));

    private double TickHeight => _turned ? (0.71 * Widest(_xTicks)) + 5 : Figure.TickSize * Capital;

    private double ColorLabels => Tick + Gap + Widest(_colorTicks);

    private int LegendRows => Math.Max(1, (int)(PlotHeight / EntryHeight));

    private int LegendColumns => (_legend.Length + LegendRows - 1) / LegendRows;

    private double LegendColumnWidth =>
        _legend.Max(entry => StrokeFont.Width(entry.Name, Figure.TickSize)) + SymbolWidth + 14;

    /// <summary>Draws the panel with the upper left corner of its plot at a point.</summary>
    public void Draw(Canvas canvas, Point corner)
    {
        var area = new Area(corner.X, corner.Y, PlotWidth, PlotHeight);
        var plot = new Plot(area, _x, _y);
        canvas.Clip(area);
        foreach (Mark mark in _panel.Marks)
            mark.Draw(canvas, plot);
        canvas.EndClip();
        Point[] frame =
        [
            corner, new(area.Right, area.Y), new(area.Right, area.Bottom), new(area.X, area.Bottom), corner,
        ];
        canvas.Polyline(frame, Color.Black, 0.7);
        foreach (Mark mark in _panel.Marks)
            mark.DrawPoints(canvas, plot);
        if (_panel.Title is { } title)
            canvas.Text(title, new Point(area.X + (area.Width / 2), area.Y - 6), Figure.TitleSize, Anchor.Middle);
        DrawAxes(canvas, plot);
        double right = area.Right + LegendGap;
        if (_colors is { } colors)
        {
            DrawColors(canvas, area, right, colors);
            right += BarWidth + ColorLabels + Figure.LabelSize + 4 + LegendGap;
        }

        for (int k = 0; k < _legend.Length; k++)
        {
            double x = right + (k / LegendRows * LegendColumnWidth), y = area.Y + (k % LegendRows * EntryHeight);
            _legend[k].Symbol(canvas, new Area(x, y + 1, SymbolWidth, SymbolHeight));
            canvas.Text(_legend[k].Name, new Point(x + SymbolWidth + 5, y + 8), Figure.TickSize);
        }
    }

    private static double Widest(IReadOnlyList<(double Value, string Label)> ticks) =>
        ticks.Count == 0 ? 0 : ticks.Max(tick => StrokeFont.Width(tick.Label, Figure.TickSize));

    // Every second, third, ... name where not all of them fit.
    private static IReadOnlyList<(double Value, string Label)> Thinned(
        IReadOnlyList<(double Value, string Label)> ticks, Axis axis, double length, double each)
    {
        int step = axis.Categories is null ? 1 : (int)Math.Ceiling(ticks.Count * each / length);
        return step <= 1 ? ticks : [.. ticks.Where((_, k) => k % step == 0)];
    }

    private bool IsCrowded(IReadOnlyList<(double Value, string Label)> ticks)
    {
        for (int k = 1; k < ticks.Count; k++)
        {
            double apart = Math.Abs(_x.Share(ticks[k].Value) - _x.Share(ticks[k - 1].Value)) * PlotWidth;
            double widths = StrokeFont.Width(ticks[k].Label + ticks[k - 1].Label, Figure.TickSize) / 2;
            if (apart < widths + 6)
                return true;
        }

        return false;
    }

    private void DrawAxes(Canvas canvas, Plot plot)
    {
        Area area = plot.Area;
        foreach ((double value, string label) in _xTicks)
        {
            double x = area.X + (_x.Share(value) * area.Width);
            canvas.Polyline([new Point(x, area.Bottom), new Point(x, area.Bottom + Tick)], Color.Black, 0.7);
            double y = area.Bottom + Tick + Gap + (Figure.TickSize * Capital);
            if (_turned)
                canvas.Text(label, new Point(x + 3, y), Figure.TickSize, Anchor.End, 45);
            else
                canvas.Text(label, new Point(x, y), Figure.TickSize, Anchor.Middle);
        }

        foreach ((double value, string label) in _yTicks)
        {
            double y = area.Bottom - (_y.Share(value) * area.Height);
            canvas.Polyline([new Point(area.X - Tick, y), new Point(area.X, y)], Color.Black, 0.7);
            var at = new Point(area.X - Tick - Gap, y + (Figure.TickSize * Capital / 2));
            canvas.Text(label, at, Figure.TickSize, Anchor.End);
        }

        double bottom = area.Bottom + Tick + Gap + TickHeight + 5 + (Figure.LabelSize * Capital);
        canvas.Text(
            _panel.X.Title, new Point(area.X + (area.Width / 2), bottom), Figure.LabelSize, Anchor.Middle);
        var left = new Point(area.X - Tick - Gap - Widest(_yTicks) - 6, area.Y + (area.Height / 2));
        canvas.Text(_panel.Y.Title, left, Figure.LabelSize, Anchor.Middle, 90);
    }

    private void DrawColors(Canvas canvas, Area area, double left, ColorRange colors)
    {
        const int steps = 256;
        var image = new PixelImage(1, steps);
        for (int k = 0; k < steps; k++)
            image[0, k] = SequentialColors.At(1 - ((double)k / (steps - 1)));
        var bar = new Area(left, area.Y, BarWidth, area.Height);
        canvas.Image(bar, image);
        canvas.Polyline(
            [
                new(bar.X, bar.Y), new(bar.Right, bar.Y), new(bar.Right, bar.Bottom), new(bar.X, bar.Bottom),
                new(bar.X, bar.Y),
            ],
            Color.Black,
            0.7);
        foreach ((double value, string label) in _colorTicks)
        {
            double y = bar.Bottom - ((value - colors.Low) / (colors.High - colors.Low) * bar.Height);
            canvas.Polyline([new Point(bar.Right, y), new Point(bar.Right + Tick, y)], Color.Black, 0.7);
            var at = new Point(bar.Right + Tick + Gap, y + (Figure.TickSize * Capital / 2));
            canvas.Text(label, at, Figure.TickSize);
        }

        var title = new Point(bar.Right + ColorLabels + Figure.LabelSize + 1, area.Y + (area.Height / 2));
        canvas.Text(colors.Title, title, Figure.LabelSize, Anchor.Middle, 90);
    }
}
