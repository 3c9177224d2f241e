namespace Arise.Reporting.Figures;

/// <summary>A line of a legend: a symbol drawn into a small area, and what it means.</summary>
internal readonly record struct LegendEntry(string Name, Action<Canvas, Area> Symbol);
