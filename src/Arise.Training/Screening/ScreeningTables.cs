using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Reporting;
using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>Writes rows of the columns of <see cref="ScreeningColumns"/> as tables.</summary>
internal static class ScreeningTables
{
    /// <summary>Writes comma-separated values; real numbers have nine digits.</summary>
    /// <returns>Number of rows.</returns>
    public static long WriteCsv(Stream stream, IEnumerable<SqliteDataReader> rows)
    {
        Write(ScreeningColumns.All.Select(column => column.Name));
        long count = 0;
        foreach (SqliteDataReader row in rows)
        {
            Write(ScreeningColumns.All.Select((column, k) => column.Kind switch
            {
                ParquetColumn.Kind.Real => row.RealOrNull(k)?.ToString("G9", CultureInfo.InvariantCulture) ?? "",
                ParquetColumn.Kind.Whole => row.WholeOrNull(k)?.ToString(CultureInfo.InvariantCulture) ?? "",
                _ => ReportTable.Quoted(row.TextOrNull(k) ?? ""),
            }));
            count++;
        }

        return count;

        void Write(IEnumerable<string> cells) => stream.Write(Encoding.UTF8.GetBytes(string.Join(',', cells) + "\n"));
    }

    /// <summary>Writes Parquet; real numbers have all their bits.</summary>
    /// <returns>Number of rows.</returns>
    public static long WriteParquet(Stream stream, IEnumerable<SqliteDataReader> rows)
    {
        ParquetColumn[] columns = [.. ScreeningColumns.All.Select(
            column => new ParquetColumn(column.Name, column.Kind, column.MayBeEmpty))];
        var file = new ParquetFile(stream, columns);
        long count = 0;
        foreach (SqliteDataReader row in rows)
        {
            for (int k = 0; k < columns.Length; k++)
            {
                if (!ScreeningColumns.All[k].MayBeEmpty && row.IsDBNull(k))
                    throw new InvalidDataException($"'{columns[k].Name}' is empty");
                if (columns[k].Type == ParquetColumn.Kind.Real)
                    columns[k].Add(row.RealOrNull(k));
                else if (columns[k].Type == ParquetColumn.Kind.Whole)
                    columns[k].Add(row.WholeOrNull(k));
                else
                    columns[k].Add(row.TextOrNull(k));
            }

            file.EndRow();
            count++;
        }

        file.Complete();
        return count;
    }
}
