-- A visit is its technician's too, whoever owns the customer.
select narrowed_by_customers('appointments', own => 'technician_id');
