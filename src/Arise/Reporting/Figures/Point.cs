namespace Arise.Reporting.Figures;

/// <summary>A place on the page, in points (1/72 inch): x from the left, y from the top.</summary>
internal readonly record struct Point(double X, double Y);
